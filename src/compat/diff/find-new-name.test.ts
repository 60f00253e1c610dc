import { describe, expect, it } from 'vitest';
import { diffBetween, event, found } from './testing/changes-between.js';

/** The fields that are gone, each with what it may be called now. */
function hints(before: string, after: string): Readonly<Record<string, string | undefined>> {
  const changes = found(diffBetween(event(before), event(after)));
  return Object.fromEntries(
    changes.flatMap((change) => (change.kind === 'field-removed' ? [[change.field.name, change.resembles]] : [])),
  );
}

describe('the new name of a field that is gone', () => {
  it.each([
    [
      'the one of its type, whatever its name',
      'id: uuid, note: string',
      'id: uuid, remark: string',
      { note: 'remark' },
    ],
    ['none of another type', 'note: string', 'remark: int', { note: undefined }],
    ['none that may be absent where it may not', 'note: string', 'remark: string?', { note: undefined }],
    [
      'none with other bounds',
      'note: { type: string, maxLength: 5 }',
      'remark: { type: string, maxLength: 9 }',
      { note: undefined },
    ],
    ['none with other marks', 'note: { type: string, pii: true }', 'remark: string', { note: undefined }],
    [
      'the one whose name is clearly most alike',
      'cityName: string',
      'townName: string, cityNames: string',
      { cityName: 'cityNames' },
    ],
    ['none where several are as much alike', 'name: string', 'name1: string, name2: string', { name: undefined }],
    ['none where several are nothing alike', 'note: string', 'remark: string, hint: string', { note: undefined }],
    [
      'one for each',
      'street: string, town: string',
      'streets: string, towns: string',
      { street: 'streets', town: 'towns' },
    ],
    [
      'none where two that are gone want it',
      'name1: string, name2: string',
      'name: string',
      { name1: undefined, name2: undefined },
    ],
    ['none of a field that was there', 'note: string, remark: string', 'remark: string', { note: undefined }],
    ['none where it is said', 'note: string', 'remark: { type: string, renamedFrom: note }', {}],
  ])('is %s', (_title, before, after, expected) => {
    expect(hints(before, after)).toEqual(expected);
  });

  it('is not measured letter by letter where names are endless', () => {
    const [one, other] = ['a'.repeat(50_000), 'b'.repeat(50_000)];
    expect(hints(`${one}: string`, `${other}: string, ${other}b: string`)).toEqual({ [one]: undefined });
  });

  it('is not looked for among very many', () => {
    const many = (prefix: string) => Array.from({ length: 3000 }, (_, index) => `${prefix}${index}: string`).join(', ');
    expect(new Set(Object.values(hints(many('before'), many('after'))))).toEqual(new Set([undefined]));
  });
});
