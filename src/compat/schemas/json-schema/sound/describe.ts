import type { JsonValue } from '../../../../model/index.js';
import { quotedJson } from '../../quoted.js';
import type { SchemaBreak, SchemaPlace } from '../../schema-verdict.js';
import type { Difference } from './explain.js';
import { type Check, FRACTION, INTEGER, NAMED_KINDS, NUMBER, type Shape } from './shape.js';

/** A difference with an example, told to a person. */
export function describeBreak(difference: Difference & { readonly example: JsonValue }): SchemaBreak {
  const { check, example, part } = difference;
  const wish = wishOf(check);
  const message = `The writer may write ${quotedJson(part ?? null)}${placed(difference)}, and the reader ${wish}.`;
  return { kind: kindOfBreak(check), message, help: helpFor(check), ...placesOf(difference), counterexample: example };
}

/** A difference of which nobody knows whether it is one, told to a person. */
export function describeDoubt(difference: Difference): SchemaBreak {
  const { check } = difference;
  const why = check.kind === 'opaque' ? check.reason : difference.why;
  const message = `Whether \`${check.keyword}\`${placed(difference)} refuses anything that the writer may write could not be decided, because ${why}.`;
  return { kind: kindOfBreak(check), message, ...placesOf(difference) };
}

function placed({ path }: Difference): string {
  return path.length === 0 ? '' : ` at \`${path.join('.')}\``;
}

/** The name of a keyword in capitals: `ADDITIONAL_PROPERTIES`. */
export function kindOfKeyword(keyword: string): string {
  return keyword
    .replace('$', '')
    .replace(/[A-Z]/g, (letter) => `_${letter}`)
    .toUpperCase();
}

/** A schema that is none at all has no keyword. */
function kindOfBreak({ keyword }: Check): string {
  return keyword === '' ? 'SCHEMA' : kindOfKeyword(keyword);
}

function placesOf({ check, reader, writers }: Difference): Pick<SchemaBreak, 'reader' | 'writer'> {
  const writer =
    writers.map((shape) => counterpart(shape, check)).find((place) => place !== undefined) ?? writers[0]?.place;
  return { reader: placeOf(reader, check), ...(writer ? { writer } : {}) };
}

function placeOf({ place }: Shape, { at }: Check): SchemaPlace {
  return { file: place.file, pointer: place.pointer + at };
}

/** Where a writer's schema says something of the same sort. */
function counterpart(shape: Shape, check: Check): SchemaPlace | undefined {
  const same = shape.checks.find(
    (other) =>
      other.kind === check.kind &&
      keyIn(other) === keyIn(check) &&
      (!('of' in check) || ('of' in other && other.of === check.of)),
  );
  return same && placeOf(shape, same);
}

function keyIn(check: Check): string | number | undefined {
  if ('key' in check) return check.key;
  if ('pattern' in check) return check.kind === 'matching' ? check.pattern : undefined;
  return 'index' in check ? check.index : undefined;
}

/** What a reader asks, as the end of a sentence. */
function wishOf(check: Check): string {
  switch (check.kind) {
    case 'type':
      return check.mask === 0 ? 'allows nothing there' : `takes only ${kindNames(check.mask)} there`;
    case 'values':
      return `takes only ${check.values
        .slice(0, 8)
        .map(quotedJson)
        .join(', ')}${check.values.length > 8 ? ' and so on' : ''} there`;
    case 'least':
    case 'most':
      return boundWish(check);
    case 'multiple':
      return `takes only multiples of ${check.value} there`;
    case 'pattern':
      return `takes only texts with the pattern \`${check.pattern}\` there`;
    case 'has':
      return `needs the property \`${check.key}\` there`;
    case 'needs':
      return `needs ${check.keys.map((key) => `\`${key}\``).join(', ')} wherever \`${check.key}\` is there`;
    case 'unique':
      return 'takes no item twice';
    case 'names':
      return 'refuses one of its keys';
    case 'contains':
      return 'does not find the items that it looks for';
    case 'one':
      return 'takes only what exactly one of its alternatives allows';
    case 'any':
      return 'has no alternative that allows it';
    case 'property':
      return `refuses its \`${check.key}\``;
    case 'item':
    case 'rest':
      return 'refuses one of its items';
    default:
      return `refuses it by \`${check.keyword}\``;
  }
}

function boundWish({ kind, of, value, exclusive }: Extract<Check, { kind: 'least' | 'most' }>): string {
  const side = kind === 'least' ? (exclusive ? 'more than' : 'at least') : exclusive ? 'less than' : 'at most';
  const things = { number: '', length: ' characters', items: ' items', properties: ' properties' }[of];
  return `takes only what ${of === 'number' ? 'is' : 'has'} ${side} ${value}${things}`;
}

function kindNames(mask: number): string {
  const names = NAMED_KINDS.filter(([, kind]) => (mask & kind) === kind).map(([name]) => `\`${name}\``);
  if ((mask & NUMBER) === NUMBER) names.push('`number`');
  else if ((mask & INTEGER) !== 0) names.push('`integer`');
  else if ((mask & FRACTION) !== 0) names.push('numbers that are not whole');
  return names.join(', ');
}

function helpFor(check: Check): string {
  switch (check.kind) {
    case 'has':
      return `Leave \`${check.key}\` optional for readers, or let writers require it first.`;
    case 'property':
    case 'matching':
    case 'others':
      return 'Close the writer with `additionalProperties: false`, or let the reader allow any value there until all writers keep to it.';
    case 'type':
      return 'Let the reader allow the kinds of values that were allowed before beside the new ones.';
    case 'values':
      return 'Keep the values that were allowed before, and let writers stop using them first.';
    default:
      return `Keep \`${check.keyword}\` as wide as before, and let writers keep to the narrower rule first.`;
  }
}
