import { compareText } from '../../../diagnostics/index.js';
import type { Catalog, MessageDef } from '../../../model/index.js';
import type { OutputFile } from '../../target.js';
import type { Template, TemplateView } from '../../template.js';
import { docComment, isIdentifier, stringLiteral, uriPart } from '../../text.js';
import { partsOfFields } from '../../walk-types.js';
import { describeElement } from './describe.js';
import { importType, typeImports } from './imports.js';
import type { MessageNames } from './names.js';
import { EMPTY_RECORD, printFields, type TypeStyle } from './print-type.js';

/** What a message without a `version` counts as. */
const NO_VERSION = '0.0.0';

/** Folder of a message's file: events and commands share one namespace, but not one folder. */
export function messageFolder(message: MessageDef): 'events' | 'commands' {
  return message.kind === 'event' ? 'events' : 'commands';
}

/** The file of one event or command: payload, message, guard, constructor, and a command's outcomes. */
export function messageFile(
  style: TypeStyle,
  message: MessageDef,
  names: MessageNames,
  template: Template,
): OutputFile {
  const outcomes = outcomesOf(style, message);
  const next = successorOf(style.catalog, message);
  const view: TemplateView = {
    names: { ...names },
    doc: describeElement(message) || docComment([`The ${message.kind} \`${names.message}\`.`]),
    data: printFields(style, message.payload.fields, '  '),
    emptyRecord: EMPTY_RECORD,
    ...envelopeView(style.catalog, message),
    imports: [
      envelopeImport(style.catalog),
      ...typeImports(style, partsOfFields(message.payload.fields), '../types/'),
      ...outcomes.map((event) => importType(event, `../events/${event}.js`)),
      ...upcastImports(style, next),
    ],
    outcomes: outcomes.length === 0 ? 'never' : outcomes.join(' | '),
    next: next ? (style.names.messages.get(next.id)?.data ?? '') : '',
  };
  return { path: `${messageFolder(message)}/${names.message}.ts`, text: template(view) };
}

function envelopeName(catalog: Catalog): string {
  return catalog.settings.envelope === 'cloudevents' ? 'CloudEvent' : 'PlainMessage';
}

function envelopeImport(catalog: Catalog): string {
  const types = ['MessageMeta', envelopeName(catalog)].sort(compareText);
  return `import { createMessage, isMessage, type ${types.join(', type ')} } from '../envelope.js';`;
}

/** The parts of the envelope that are the same in all messages of a kind. */
function envelopeView(catalog: Catalog, message: MessageDef): TemplateView {
  const version = message.version ?? NO_VERSION;
  const major = version.split('.')[0] ?? '0';
  return {
    envelope: envelopeName(catalog),
    type: stringLiteral(message.wire ?? message.name),
    version: stringLiteral(version),
    versions: `\`${major}.\${string}\``,
    major: stringLiteral(major),
    source: stringLiteral(sourceOf(catalog, message)),
    defaults: subjectOf(message),
  };
}

/** A URI reference for who speaks: the producer of an event, the only sender of a command, or the catalog as a whole. */
function sourceOf(catalog: Catalog, message: MessageDef): string {
  const senders = message.kind === 'event' ? [message.producer] : message.senders;
  const only = senders.length === 1 ? senders[0] : undefined;
  return `/${uriPart(only?.name ?? catalog.settings.catalog)}`;
}

/** The start of the constructor's `meta`: the key field, where it is always there, names the subject. */
function subjectOf(message: MessageDef): string {
  const field = message.payload.fields.find((candidate) => candidate.name === message.key?.name);
  if (!field || field.optional || field.nullable || field.type.kind !== 'primitive') return '';
  const access = isIdentifier(field.name) ? `data.${field.name}` : `data[${stringLiteral(field.name)}]`;
  return `subject: ${field.type.name === 'uuid' ? access : `String(${access})`}, `;
}

/** Names of the events that may answer a command, sorted. */
function outcomesOf(style: TypeStyle, message: MessageDef): readonly string[] {
  if (message.kind === 'event') return [];
  const ids = [...message.success, ...message.failure].map((ref) => ref.name);
  const events = [...new Set(ids)].filter((id) => style.catalog.events.has(id));
  return events.flatMap((id) => style.names.messages.get(id)?.message ?? []).sort(compareText);
}

/** The next younger version of an old major. */
function successorOf(catalog: Catalog, message: MessageDef): MessageDef | undefined {
  const { oldMajor } = message;
  if (oldMajor === undefined) return undefined;
  const all: readonly MessageDef[] = [...catalog.events.values(), ...catalog.commands.values()];
  const age = (candidate: MessageDef) => candidate.oldMajor ?? Number.POSITIVE_INFINITY;
  const younger = all.filter((candidate) => candidate.name === message.name && age(candidate) > oldMajor);
  return younger.sort((a, b) => age(a) - age(b))[0];
}

function upcastImports(style: TypeStyle, next: MessageDef | undefined): readonly string[] {
  const names = next && style.names.messages.get(next.id);
  return next && names ? [importType(names.data, `../${messageFolder(next)}/${names.message}.js`)] : [];
}
