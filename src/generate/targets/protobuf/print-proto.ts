import { compareText } from '../../../diagnostics/index.js';
import { commentLines } from '../../text.js';
import type { LockReserved } from './lock.js';
import type { ProtoEnum, ProtoField, ProtoFile, ProtoMessage } from './proto-file.js';

/** The text of a proto3 file. */
export function printProto(file: ProtoFile): string {
  const options = Object.entries(file.fileOptions).sort(([a], [b]) => compareText(a, b));
  const head = [
    ['syntax = "proto3";'],
    [`package ${file.package};`],
    file.imports.map((path) => `import ${stringText(path)};`),
    options.map(([name, value]) => `option ${name} = ${typeof value === 'string' ? stringText(value) : value};`),
  ];
  const blocks = [...head, ...file.definitions.map((definition) => definitionLines(definition, ''))];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function definitionLines(definition: ProtoMessage | ProtoEnum, indent: string): readonly string[] {
  return definition.kind === 'message' ? messageLines(definition, indent) : enumLines(definition, indent);
}

function messageLines(message: ProtoMessage, indent: string): readonly string[] {
  const inner = `${indent}  `;
  const blocks = [
    message.deprecated ? [`${inner}option deprecated = true;`] : [],
    reservedLines(message.reserved, inner),
    ...message.nested.map((nested) => definitionLines(nested, inner)),
    fieldLines(message.fields, inner),
  ];
  return block(`message ${message.name}`, message.notes, blocks, indent);
}

/** Fields by number; those of a oneof stand together, at the place of its first. */
function fieldLines(fields: readonly ProtoField[], indent: string): readonly string[] {
  const sorted = [...fields].sort((a, b) => a.number - b.number);
  const printed = new Set<string>();
  return sorted.flatMap((field) => {
    const { oneof } = field;
    if (oneof === undefined) return fieldText(field, indent);
    if (printed.has(oneof)) return [];
    printed.add(oneof);
    const members = sorted.filter((other) => other.oneof === oneof);
    return [
      `${indent}oneof ${oneof} {`,
      ...members.flatMap((member) => fieldText(member, `${indent}  `)),
      `${indent}}`,
    ];
  });
}

function fieldText(field: ProtoField, indent: string): readonly string[] {
  const options = [
    ...(field.jsonName === undefined ? [] : [`json_name = ${stringText(field.jsonName)}`]),
    ...(field.deprecated ? ['deprecated = true'] : []),
  ];
  const rest = options.length === 0 ? '' : ` [${options.join(', ')}]`;
  return [...noteLines(field.notes, indent), `${indent}${field.type} ${field.name} = ${field.number}${rest};`];
}

function enumLines({ name, notes, deprecated, values, reserved }: ProtoEnum, indent: string): readonly string[] {
  const inner = `${indent}  `;
  // Proto3 wants the zero in first place.
  const sorted = [...values].sort((a, b) => Number(b.number === 0) - Number(a.number === 0) || a.number - b.number);
  const blocks = [
    deprecated ? [`${inner}option deprecated = true;`] : [],
    reservedLines(
      reserved.filter(({ number, to }) => number !== 0 || to !== undefined),
      inner,
    ),
    sorted.flatMap((value) => [...noteLines(value.notes, inner), `${inner}${value.name} = ${value.number};`]),
  ];
  return block(`enum ${name}`, notes, blocks, indent);
}

function reservedLines(reserved: readonly LockReserved[], indent: string): readonly string[] {
  const ranges = rangesOf(reserved).map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`));
  const names = [...new Set(reserved.flatMap(({ name }) => name ?? []))].sort(compareText).map(stringText);
  return [...wrapped('reserved', ranges, indent), ...wrapped('reserved', names, indent)];
}

/** Numbers in order; Protobuf does not let them overlap. */
function rangesOf(reserved: readonly LockReserved[]): readonly { readonly from: number; readonly to: number }[] {
  const given = reserved
    .flatMap(({ number, to }) => (number === undefined ? [] : [{ from: number, to: to ?? number }]))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const ranges: { readonly from: number; to: number }[] = [];
  for (const range of given) {
    const last = ranges.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else ranges.push({ ...range });
  }
  return ranges;
}

/** Ten a line at most. */
function wrapped(word: string, items: readonly string[], indent: string): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < items.length; at += 10) lines.push(`${indent}${word} ${items.slice(at, at + 10).join(', ')};`);
  return lines;
}

function block(
  head: string,
  notes: readonly string[],
  blocks: readonly (readonly string[])[],
  indent: string,
): readonly string[] {
  const full = blocks.filter((lines) => lines.length > 0);
  const opening = noteLines(notes, indent);
  if (full.length === 0) return [...opening, `${indent}${head} {}`];
  const body = full.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
  return [...opening, `${indent}${head} {`, ...body, `${indent}}`];
}

function noteLines(notes: readonly string[], indent: string): readonly string[] {
  return notes.flatMap(commentLines).map((line) => `${indent}// ${line}`.trimEnd());
}

/** A string literal: whatever is no plain ASCII is written in escapes, byte by byte. */
function stringText(text: string): string {
  const bytes = [...new TextEncoder().encode(text)];
  const inner = bytes.map((byte) => {
    const sign = String.fromCharCode(byte);
    if (sign === '"' || sign === '\\') return `\\${sign}`;
    return byte >= 0x20 && byte < 0x7f ? sign : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `"${inner.join('')}"`;
}
