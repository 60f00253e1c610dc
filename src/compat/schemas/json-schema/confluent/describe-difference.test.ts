import { describe, expect, it } from 'vitest';
import type { JsonSchemaDifference } from './compare-confluent.js';
import { describeDifference } from './describe-difference.js';
import { DIFFERENCE_KINDS, type DifferenceKind, isCompatible } from './kinds.js';

function difference(kind: DifferenceKind, extra: Partial<JsonSchemaDifference> = {}): JsonSchemaDifference {
  const place = { file: 'schema.json', pointer: '' };
  const compatible = isCompatible(kind, 'strict');
  return { kind, path: '#/properties/a', compatible, older: place, newer: place, from: 1, to: 2, ...extra };
}

describe.each(DIFFERENCE_KINDS.map((kind) => [kind] as const))('%s', (kind) => {
  it('is told in a sentence, and with what to do where it breaks', () => {
    const { message, help } = describeDifference(difference(kind));
    expect(message).toMatch(/^At `#\/properties\/a` \S.*\.$/);
    expect(`${message} ${help}`).not.toMatch(/[{}]/);
    expect(help !== undefined).toBe(!isCompatible(kind, 'strict'));
  });

  it('is taken by the lenient policy where the strict one takes it', () => {
    expect(isCompatible(kind, 'lenient') || !isCompatible(kind, 'strict')).toBe(true);
  });
});

it('shows values that are long or many in part', () => {
  const many = Array.from({ length: 12 }, (_, index) => index);
  expect(describeDifference(difference('ENUM_ARRAY_NARROWED', { path: '#/', from: many })).message).toBe(
    'The writing schema lists values that the reading one does not have: `0`, `1`, `2`, `3`, `4`, `5`, `6`, `7`, `8`, `9` and 2 more.',
  );
  const { message } = describeDifference(difference('PATTERN_REMOVED', { path: '#/', from: 'x'.repeat(500) }));
  expect(message.length).toBeLessThan(200);
});
