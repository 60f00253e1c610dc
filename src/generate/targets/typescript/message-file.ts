import { compareText } from '../../../diagnostics/index.js';
import type { Catalog, MessageDef } from '../../../model/index.js';
import type { OutputFile } from '../../target.js';
import type { Template, TemplateView } from '../../template.js';
import { docComment, isIdentifier, stringLiteral, uriPart } from '../../text.js';
import { partsOfFields } from '../../walk-types.js';
import { describeElement } from './describe.js';
import { majorOf, versionOf } from './families.js';
import { typeImports } from './imports.js';
import type { MessageNames } from './names.js';
import { outcomesOf } from './outcomes.js';
import { EMPTY_RECORD, printFields, printType, type TypeStyle } from './print-type.js';

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
  const { payload } = message;
  const outcomes = outcomesOf(style, message);
  const parts = payload.raw ? [payload.raw] : partsOfFields(payload.fields);
  const view: TemplateView = {
    names: { ...names },
    doc: describeElement(message) || docComment([`The ${message.kind} \`${names.message}\`.`]),
    data: printFields(style, payload.fields, '  '),
    alias: payload.raw ? printType(style, payload.raw) : EMPTY_RECORD,
    ...literalsOf(message),
    envelope: envelopeName(style.catalog),
    source: stringLiteral(sourceOf(style.catalog, message)),
    defaults: subjectOf(message),
    imports: [
      envelopeImport(style.catalog, outcomes.all.length > 0),
      ...typeImports(style, parts, '../types/'),
      ...outcomes.imports,
    ],
    ...outcomes.view,
  };
  return { path: `${messageFolder(message)}/${names.file}.ts`, text: template(view) };
}

function envelopeName(catalog: Catalog): string {
  return catalog.settings.envelope === 'cloudevents' ? 'CloudEvent' : 'PlainMessage';
}

function envelopeImport(catalog: Catalog, isAnswered: boolean): string {
  const types = ['MessageMeta', envelopeName(catalog)].sort(compareText);
  const values = `createMessage, isMessage, type ${types.join(', type ')}${isAnswered ? ', unexpected' : ''}`;
  return `import { ${values} } from '../envelope.js';`;
}

/** What messages of a kind say of themselves, as TypeScript literals. */
export function literalsOf(message: MessageDef): Readonly<Record<'type' | 'version' | 'versions' | 'major', string>> {
  const major = majorOf(message);
  return {
    type: stringLiteral(message.wire ?? message.name),
    version: stringLiteral(versionOf(message)),
    versions: `\`${major}.\${string}\``,
    major: stringLiteral(major),
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
