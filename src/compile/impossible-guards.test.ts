import { describe, expect, it } from 'vitest';
import { type Seen, withGroup } from '../model/data-flow/seen.js';
import { catalogFromYaml } from '../testing/catalog-from-yaml.js';
import { whyNeverHolds } from './impossible-guards.js';

const CATALOG = await catalogFromYaml(`types:
  Kind: { enum: [normal, express] }
  Rate: { type: int, min: 1, max: 5 }
  Box: { fields: { weight: { type: 'decimal(6.2)', min: 0 }, label: string? } }
events:
  Sent:
    payload:
      kind: Kind
      open: enum(a|b)
      stars: Rate
      people: { type: int, min: 1, max: 9 }
      factor: { type: double, min: 0, max: 1 }
      code: { type: string, maxLength: 3, pattern: "^[A-Z]+$" }
      urgent: boolean
      note: string|null
      hint: string?
      due: timestamp
      box: Box
  Late: { payload: { people: int } }
`);

const SEEN: Seen = withGroup(withGroup({ groups: [], variables: new Map() }, ['Sent'], true), ['Late'], false);
const why = (guard: string) => whyNeverHolds(CATALOG, SEEN, guard);

describe('a guard that never holds', () => {
  it.each([
    ['false', 'it is always false'],
    ['true && !true', 'it is always false'],
    ['not Sent', '`Sent` has always come by then'],
    ['!has(seen.Sent)', '`Sent` has always come by then'],
    ['!("Sent" in seen)', '`Sent` has always come by then'],
    ['!has(Sent.kind)', '`Sent.kind` is always there'],
    ['!has(Sent.box.weight)', '`Sent.box.weight` is always there'],
    ['has(seen.Late) && !has(seen.Late)', '`Late` cannot be there and missing'],
    ['Sent.kind == "expres"', '`Sent.kind` is only `normal`, `express`'],
    ['seen.Sent.kind == "expres"', '`Sent.kind` is only `normal`, `express`'],
    ['"expres" == Sent.kind', '`Sent.kind` is only `normal`, `express`'],
    ['Sent.open in ["c", "d"]', '`Sent.open` is only `a`, `b`'],
    ['!(Sent.open in ["a", "b"])', '`Sent.open` is only `a`, `b`'],
    [
      'Sent.kind == "normal" && Sent.kind == "express"',
      'nothing is `Sent.kind == "normal"` and `Sent.kind == "express"` at once',
    ],
    [
      'Sent.kind != "normal" && Sent.kind != "express"',
      'nothing is `Sent.kind != "normal"` and `Sent.kind != "express"` at once',
    ],
    ['Sent.urgent && !Sent.urgent', 'nothing is `Sent.urgent` and `!(Sent.urgent)` at once'],
    ['Sent.people > 9', '`Sent.people > 9` is against `min: 1` and `max: 9` of `Sent.people`'],
    ['0 >= Sent.people', '`0 >= Sent.people` is against `min: 1` and `max: 9` of `Sent.people`'],
    ['Sent.people == 0', '`Sent.people == 0` is against `min: 1` and `max: 9` of `Sent.people`'],
    ['Sent.stars == 6', '`Sent.stars == 6` is against `min: 1` and `max: 5` of `Sent.stars`'],
    ['!(Sent.stars <= 5)', '`!(Sent.stars <= 5)` is against `min: 1` and `max: 5` of `Sent.stars`'],
    ['Sent.people > 3 && Sent.people < 4', 'nothing is `Sent.people > 3` and `Sent.people < 4` at once'],
    ['Sent.factor > 1.0', '`Sent.factor > 1.0` is against `min: 0` and `max: 1` of `Sent.factor`'],
    ['Sent.box.weight < 0.0', '`Sent.box.weight < 0.0` is against `min: 0` of `Sent.box.weight`'],
    ['Sent.box.weight < -5', '`Sent.box.weight < -5` is against `min: 0` of `Sent.box.weight`'],
    ['Late.people > 5 && Late.people < 5', 'nothing is `Late.people > 5` and `Late.people < 5` at once'],
    ['Sent.code == "ABCD"', '`Sent.code == "ABCD"` is against `maxLength: 3` and `pattern: ^[A-Z]+$` of `Sent.code`'],
    ['Sent.code == "abc"', '`Sent.code == "abc"` is against `maxLength: 3` and `pattern: ^[A-Z]+$` of `Sent.code`'],
    ['Sent.kind == null', '`Sent.kind` is never null'],
    [
      'Sent.kind == "x" || Sent.people > 9',
      '`Sent.kind` is only `normal`, `express`, and `Sent.people > 9` is against `min: 1` and `max: 9` of `Sent.people`',
    ],
    ['Sent.urgent ? Sent.kind == "x" : Sent.kind == "y"', '`Sent.kind` is only `normal`, `express`'],
    [
      'Sent.urgent && (Sent.kind == "x" || not_known > 3) && Sent.kind == "y"',
      '`Sent.kind` is only `normal`, `express`',
    ],
  ])('%s', (guard, expected) => expect(why(guard)).toBe(expected));
});

describe('a guard that may hold', () => {
  it.each([
    'true',
    'Sent',
    'Late',
    'not Late',
    '!has(Sent.hint)',
    '!has(Sent.box.label)',
    '!has(Late.people)',
    'Sent.kind == "express"',
    'Sent.kind != "normal"',
    'Sent.kind in ["express", "by_air"]',
    'Sent.kind == "x" || Sent.urgent',
    'Sent.urgent ? Sent.kind == "x" : Sent.kind == "normal"',
    'Sent.people >= 9',
    'Sent.people > 3 && Sent.people < 5',
    'Sent.people != 0',
    'Sent.factor > 0.3 && Sent.factor < 0.4',
    'Sent.factor >= 1.0',
    'Sent.box.weight == 0',
    'Sent.note == null',
    'Sent.note == "x"',
    'Sent.hint == "x"',
    'Sent.code == "AB"',
    'Sent.due > timestamp("2020-01-01T00:00:00Z")',
    'Sent.people > Late.people',
    'Late.people > 1000000',
    'size(Sent.code) == 4',
    'Sent.code.startsWith("x")',
    'Sent.unknown == 3',
    'Unknown.a == 3',
    'this is not CEL',
    '',
  ])('%s', (guard) => expect(why(guard)).toBeUndefined());

  it('is not worked out where it has too many ways', () => {
    const many = Array.from({ length: 8 }, (_, at) => `(Sent.people > ${10 + at} || Sent.kind == "x${at}")`).join(
      ' && ',
    );
    expect(why(many)).toBeUndefined();
  });

  it('knows what a round of a loop is handed', () => {
    const box = {
      type: { kind: 'named', ref: { name: 'Box', span: { file: '', start: 0, end: 0 } } },
      nullable: false,
      optional: false,
    } as const;
    const seen = { ...SEEN, variables: new Map([['box', box]]) };
    expect(whyNeverHolds(CATALOG, seen, 'box.weight < 0')).toBe('`box.weight < 0` is against `min: 0` of `box.weight`');
    expect(whyNeverHolds(CATALOG, seen, 'box.weight > 0')).toBeUndefined();
  });
});
