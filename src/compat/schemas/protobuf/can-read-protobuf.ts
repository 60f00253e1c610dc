import type { SchemaBreak, SchemaVerdict } from '../schema-verdict.js';
import type { MissingImport, ProtoFile, ProtoFiles, ProtoMessage } from './proto-files.js';
import { PROTOBUF_RULES } from './rules/index.js';
import type { Check, Pair, ProtobufLevel, ProtobufRule } from './rules/rule.js';

export type { ProtobufLevel } from './rules/rule.js';

/** The rules of one level, by what they look at. */
type Checks = { readonly [On in ProtobufRule['on']]: readonly Extract<ProtobufRule, { on: On }>[] };

const CHECKS: Readonly<Record<ProtobufLevel, Checks>> = { WIRE: checksOf('WIRE'), WIRE_JSON: checksOf('WIRE_JSON') };

function checksOf(level: ProtobufLevel): Checks {
  const rules = PROTOBUF_RULES.filter((rule) => rule.levels.includes(level));
  return {
    file: rules.filter((rule) => rule.on === 'file'),
    message: rules.filter((rule) => rule.on === 'message'),
    field: rules.filter((rule) => rule.on === 'field'),
    enum: rules.filter((rule) => rule.on === 'enum'),
    method: rules.filter((rule) => rule.on === 'method'),
  };
}

interface Judging {
  readonly files: Pair<ProtoFiles>;
  readonly checks: Checks;
  readonly breaks: SchemaBreak[];
}

/**
 * Whether the reader's files can take what the writer's files write, as bytes or as bytes and JSON. The rules and their
 * names are those of `buf breaking`; what only one side has breaks nothing but where its number or name may be used again.
 */
export function canReadProtobuf(reader: ProtoFiles, writer: ProtoFiles, level: ProtobufLevel): SchemaVerdict {
  const judging: Judging = { files: { reader, writer }, checks: CHECKS[level], breaks: [] };
  const before = new Map(writer.files.map((file) => [file.path, file]));
  for (const file of reader.files) judgeFile(judging, file, before.get(file.path));
  return {
    breaks: judging.breaks,
    doubts: [...reader.missing.map(unread('reader')), ...writer.missing.map(unread('writer'))],
  };
}

function judgeFile(judging: Judging, file: ProtoFile, before: ProtoFile | undefined): void {
  const { writer } = judging.files;
  judge(judging, judging.checks.file, file, before);
  for (const message of file.messages) judgeMessage(judging, message, writer.messages.get(message.fullName));
  for (const definition of file.enums) {
    judge(judging, judging.checks.enum, definition, writer.enums.get(definition.fullName));
  }
  for (const field of file.extensions) {
    judge(judging, judging.checks.field, field, writer.extensions.get(`${field.extendee}#${field.number}`));
  }
  for (const service of file.services) {
    const methods = new Map(writer.services.get(service.fullName)?.methods.map((method) => [method.name, method]));
    for (const method of service.methods) judge(judging, judging.checks.method, method, methods.get(method.name));
  }
}

function judgeMessage(judging: Judging, message: ProtoMessage, before: ProtoMessage | undefined): void {
  if (!before) return;
  const isMade = message.isMapEntry && before.isMapEntry;
  if (!isMade) judge(judging, judging.checks.message, message, before);
  const fields = new Map(before.fields.map((field) => [field.number, field]));
  for (const field of message.fields) judge(judging, judging.checks.field, field, fields.get(field.number));
}

function judge<T>(
  { files, breaks }: Judging,
  rules: readonly { readonly id: string; readonly check: Check<T> }[],
  reader: T,
  writer: T | undefined,
): void {
  if (writer === undefined) return;
  const pair: Pair<T> = { reader, writer };
  for (const { id, check } of rules) {
    for (const finding of check(pair, files)) breaks.push({ kind: id, ...finding });
  }
}

function unread(side: 'reader' | 'writer'): (missing: MissingImport) => SchemaBreak {
  return ({ path, place }) => ({
    kind: 'MISSING_IMPORT',
    message: `\`${path}\` is imported and is not at hand, so the types that it defines are compared by name only.`,
    help: 'Give the file too.',
    [side]: place,
  });
}
