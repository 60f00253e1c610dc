import { type Node, type ScalarNode, toValue } from '../../language/node.js';
import type { Constraints } from '../type.js';
import { matchPattern } from './match-pattern.js';

/** A bound that a value breaks: what is wrong, to follow the value's name. */
export function brokenConstraint(value: ScalarNode, constraints: Constraints): string | undefined {
  return typeof value.value === 'string' ? brokenText(value.text, constraints) : brokenNumber(value, constraints);
}

/** Lengths count characters, not UTF-16 units. */
export function brokenLength(length: number, unit: string, { minLength, maxLength }: Constraints): string | undefined {
  if (minLength !== undefined && length < minLength)
    return `has ${length} ${unit}, and at least ${minLength} are needed`;
  if (maxLength !== undefined && length > maxLength)
    return `has ${length} ${unit}, and at most ${maxLength} are allowed`;
  return undefined;
}

/** An item that stands in a list twice where it must not. */
export function repeatedItem(items: readonly Node[], { unique }: Constraints): string | undefined {
  if (!unique) return undefined;
  const texts = items.map((item) => JSON.stringify(toValue(item)));
  const repeated = texts.find((text, index) => texts.indexOf(text) < index);
  return repeated === undefined ? undefined : `has ${repeated} twice, and each item may stand there once`;
}

function brokenText(text: string, constraints: Constraints): string | undefined {
  const { pattern } = constraints;
  const length = brokenLength([...text].length, 'characters', constraints);
  if (length !== undefined || pattern === undefined) return length;
  const found = matchPattern(pattern, text);
  if (found === 'endless') return `keeps the pattern \`${pattern}\` searching without end`;
  return found === false ? `does not match the pattern \`${pattern}\`` : undefined;
}

/** Bounds of a decimal are compared as numbers although it is written as text. */
export function brokenNumber({ text, value }: ScalarNode, constraints: Constraints): string | undefined {
  const { min, max, exclusiveMin, exclusiveMax, multipleOf } = constraints;
  const number = typeof value === 'number' ? value : Number(text);
  if (min !== undefined && number < min) return `is ${text}, and at least ${min} is needed`;
  if (max !== undefined && number > max) return `is ${text}, and at most ${max} is allowed`;
  if (exclusiveMin !== undefined && number <= exclusiveMin)
    return `is ${text}, and more than ${exclusiveMin} is needed`;
  if (exclusiveMax !== undefined && number >= exclusiveMax)
    return `is ${text}, and less than ${exclusiveMax} is needed`;
  if (multipleOf !== undefined && !Number.isInteger(number / multipleOf))
    return `is ${text}, which is no multiple of ${multipleOf}`;
  return undefined;
}
