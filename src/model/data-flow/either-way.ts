import type { Guard } from '../saga.js';
import { guardToCel } from './guard.js';
import type { SeenGroup } from './seen.js';

/** So many combinations are kept; what is left out is only not certain. */
const MOST_GROUPS = 16;

/**
 * What has been seen where one of several ways was gone: whatever combination of their certain groups is looked at, one
 * message of it has come. `ways` are the groups that each way adds; nothing is certain if one of them adds nothing.
 */
export function eitherWay(ways: readonly (readonly SeenGroup[])[]): readonly SeenGroup[] {
  return ways.reduce<readonly SeenGroup[]>(
    (combined, way) => {
      const certain = way.filter((group) => group.certain);
      return combined.flatMap((one) => certain.map((other) => merged(one, other))).slice(0, MOST_GROUPS);
    },
    [NOTHING],
  );
}

const NOTHING: SeenGroup = { messages: [], certain: true, lanes: [] };

/** The later way first, as the messages of a group are tried in their order. */
function merged(one: SeenGroup, other: SeenGroup): SeenGroup {
  const messages = [...new Set([...other.messages, ...one.messages])];
  return { messages, certain: true, lanes: [] };
}

/** Whether one of two guards, asked at the same moment, holds whenever the other does not: `Name` and `not Name`. */
export function areOpposite(one: Guard, other: Guard): boolean {
  const [a, b] = [plainCel(one.text), plainCel(other.text)];
  return isNegationOf(a, b) || isNegationOf(b, a) || turned(a) === b;
}

function plainCel(text: string): string {
  return guardToCel(text).replace(/\s+/g, ' ').trim();
}

function isNegationOf(one: string, other: string): boolean {
  return one === `!(${other})` || (one === `!${other}` && /^[\w.]+(\([\w.]*\))?$/.test(other));
}

/** What each comparison becomes when it does not hold. */
export const OPPOSITE = { '==': '!=', '!=': '==', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;

const COMPARISON = /^([\w.]+) ?(==|!=|<=|>=|<|>) ?(-?[\w.]+|"[^"\\]*"|'[^'\\]*')$/;

/** One comparison of a path with a value, the other way round. */
function turned(cel: string): string | undefined {
  const [, path, operator, value] = COMPARISON.exec(cel) ?? [];
  return path === undefined ? undefined : `${path} ${OPPOSITE[operator as keyof typeof OPPOSITE]} ${value}`;
}
