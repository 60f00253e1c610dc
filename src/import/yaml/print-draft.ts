import type { JsonValue } from '../../model/type.js';
import type { Draft, DraftElement, DraftMessage } from '../draft.js';
import { channelBody, messageBody, serviceBody, typeDefBody } from './definition-body.js';
import type { Body } from './field-body.js';
import { printEntry } from './print-block.js';

/** The sections of a file, in the order in which they are written. */
export const SECTIONS = ['services', 'types', 'channels', 'events', 'commands', 'sagas', 'flows'] as const;

export type Section = (typeof SECTIONS)[number];

/** One definition as it is written. */
export interface Written {
  readonly section: Section;
  readonly name: string;
  readonly body: Body;
  readonly comment?: string;
}

/** The definitions of a draft, section by section in the order of the draft. */
export function writtenDefinitions(draft: Draft): readonly Written[] {
  const isKind = (kind: string) => (message: DraftMessage) => message.kind === kind;
  return [
    ...written('services', draft.services, serviceBody),
    ...written('types', draft.types, typeDefBody),
    ...written('channels', draft.channels, channelBody),
    ...written('events', chosen(draft.messages, isKind('event')), messageBody),
    ...written('commands', chosen(draft.messages, isKind('command')), messageBody),
    ...whole('sagas', draft.sagas),
    ...whole('flows', draft.flows),
  ];
}

function written<T extends DraftElement>(
  section: Section,
  definitions: ReadonlyMap<string, T>,
  bodyOf: (definition: T) => Body,
): readonly Written[] {
  return [...definitions].map(([name, definition]) => {
    const { comment } = definition;
    return { section, name, body: bodyOf(definition), ...(comment !== undefined && { comment }) };
  });
}

/** Definitions that a draft has as they are to be written. */
function whole(section: Section, definitions: ReadonlyMap<string, JsonValue> = new Map()): readonly Written[] {
  return [...definitions].map(([name, body]) => ({ section, name, body: body as Body }));
}

function chosen<T>(map: ReadonlyMap<string, T>, isWanted: (value: T) => boolean): ReadonlyMap<string, T> {
  return new Map([...map].filter(([, value]) => isWanted(value)));
}

/** A file of the catalog with these definitions. */
export function printDefinitions(definitions: readonly Written[]): string {
  const sections = SECTIONS.flatMap((section) => {
    const own = definitions.filter((definition) => definition.section === section);
    return own.length === 0 ? [] : [printSection(section, own)];
  });
  return `${sections.join('\n\n')}\n`;
}

/** Definitions of more than one line have an empty line between them. */
function printSection(section: Section, definitions: readonly Written[]): string {
  const blocks = definitions.map(printDefinition);
  const lines = blocks.flatMap((block, index) => {
    const previous = blocks[index - 1];
    const apart = previous !== undefined && (block.length > 1 || previous.length > 1);
    return apart ? ['', ...block] : block;
  });
  return [`${section}:`, ...lines].join('\n');
}

/** Lines of a definition below its section. */
function printDefinition({ section, name, body, comment }: Written): readonly string[] {
  const above = comment === undefined ? [] : commentLines(comment).map((line) => `  ${line}`);
  return [...above, ...printEntry(name, body, 2, isShort(section, body) ? 'auto' : 'block')];
}

/** Messages are always written in lines; types with up to three plain fields and the like on one. */
function isShort(section: Section, { fields, ...rest }: Body): boolean {
  if (section === 'events' || section === 'commands') return Object.keys(rest).length === 0;
  if (typeof rest['docs'] === 'string') return false;
  if (fields === undefined) return true;
  const values = Object.values(fields as { readonly [name: string]: JsonValue });
  return values.length <= 3 && values.every((value) => typeof value === 'string');
}

/** A comment of any text: nothing in it can end the comment. */
export function commentLines(comment: string): readonly string[] {
  return comment
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => `# ${line.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\uFFFE\uFFFF]/gu, ' ').trimEnd()}`.trimEnd());
}
