import type { Constraints, Element, Field, TypeExpr } from '../../../model/index.js';
import { commentLines, commentText, docComment } from '../../text.js';

/** The doc comment of a definition: summary, docs, further lines and tags, and what it is deprecated for. */
export function describeElement(element: Element, lines: readonly string[] = [], tags: readonly string[] = []): string {
  const parts = [element.summary, element.docs].filter((part) => part !== undefined);
  const text = parts.length > 0 ? commentLines(parts.join('\n\n')) : [];
  return docComment([...text, ...lines], [...tags, ...deprecationTags(element)]);
}

function deprecationTags(element: Element): readonly string[] {
  const { deprecated } = element;
  if (!deprecated) return [];
  const words = [
    deprecated.since === undefined ? '' : `Since ${deprecated.since}.`,
    deprecated.sunset === undefined ? '' : `Goes away on ${deprecated.sunset}.`,
    deprecated.use === undefined ? '' : `Use ${deprecated.use}.`,
  ];
  return [`@deprecated ${commentText(words.filter((word) => word !== '').join(' '))}`.trimEnd()];
}

/** The doc comment of a field: what it means, what kind of data it is, and what its TypeScript type cannot say. */
export function describeField(field: Field, indent: string): string {
  const summary = field.summary === undefined ? [] : commentLines(field.summary);
  const lines = [...summary, ...sensitivityLines(field)];
  const tags = [...formatTags(field.type, field.constraints)];
  if (field.default !== undefined) tags.push(`@default ${commentText(JSON.stringify(field.default))}`);
  if (field.since !== undefined) tags.push(`@since ${commentText(field.since)}`);
  if (field.deprecated) tags.push('@deprecated');
  return docComment(lines, tags, indent);
}

/** What readers of the code must know of data that is personal or secret. */
export function sensitivityLines(data: { readonly pii: boolean; readonly secret: boolean }): readonly string[] {
  return [...(data.pii ? ['Personal data.'] : []), ...(data.secret ? ['Secret: never log it.'] : [])];
}

/** `@format` and the bounds, as far as the catalog sets them. */
export function formatTags(type: TypeExpr, constraints: Constraints): readonly string[] {
  const format = formatOf(type);
  const bounds = Object.entries(constraints).filter(([, value]) => value !== undefined);
  const tags = bounds.map(([name, value]) => `@${name} ${commentText(String(value))}`);
  return format === undefined ? tags : [`@format ${format}`, ...tags];
}

function formatOf(type: TypeExpr): string | undefined {
  if (type.kind === 'decimal') return `decimal(${type.precision}.${type.scale})`;
  if (type.kind !== 'primitive') return undefined;
  return ['string', 'boolean', 'double', 'uuid', 'bytes'].includes(type.name) ? undefined : type.name;
}
