import { load } from 'js-yaml';

/** A source of chance that a seed repeats: the next number, at least 0 and less than 1. */
export type Chance = () => number;

/** Makes one from a seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of a list that is not empty. */
export function pick<Item>(chance: Chance, items: readonly Item[]): Item {
  return items[Math.floor(chance() * items.length)] as Item;
}

/**
 * A catalog's text with one to four mistakes in it: in its lines, as a tired author makes them, or in its values, so that it
 * still has a good chance of being read and of getting as far as the rules.
 */
export function mutateYaml(text: string, chance: Chance): string {
  const times = 1 + Math.floor(chance() * 4);
  if (chance() < 0.3) return repeated(times, text.split('\n'), (lines) => mutateLines(lines, chance)).join('\n');
  const value = load(text);
  const pool = scalarsIn(value);
  return JSON.stringify(
    repeated(times, value, (current) => mutateValue(current, pool, chance)),
    undefined,
    2,
  );
}

function repeated<Value>(times: number, value: Value, change: (value: Value) => Value): Value {
  return times === 0 ? value : repeated(times - 1, change(value), change);
}

function mutateLines(lines: readonly string[], chance: Chance): string[] {
  const at = Math.floor(chance() * lines.length);
  const line = lines[at] ?? '';
  const other = pick(chance, lines);
  const changed = pick(chance, [[], [line, line], [` ${line}`], [line.slice(2)], [other], [line, other], [`${line},`]]);
  return [...lines.slice(0, at), ...changed, ...lines.slice(at + 1)];
}

/** What no author means: empty, huge, of another kind, or with a special meaning somewhere. */
const ODDITIES: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  1e21,
  true,
  [],
  {},
  '__proto__',
  'constructor',
  'toString',
  '1s',
  '0ms',
  '999999999d',
  'now',
  'else',
  'A.b.c',
  'not OrderPlaced',
  'OrderPlaced.a > (',
  'list<list<string>>',
  'enum(a|b)',
  'decimal(38.38)',
  'string?|null',
  'Ünïcödé',
  '🚚',
  ['a', 'a'],
  [null],
  { const: null },
  { a: { b: { c: [] } } },
];

function scalarsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(scalarsIn);
  if (typeof value !== 'object' || value === null) return [value];
  return Object.entries(value).flatMap(([key, part]) => [key, ...scalarsIn(part)]);
}

/** Goes down a random way and changes what stands at its end. */
function mutateValue(value: unknown, pool: readonly unknown[], chance: Chance): unknown {
  if (typeof value !== 'object' || value === null || chance() < 0.05) return replacement(value, pool, chance);
  if (Array.isArray(value)) return mutateList(value, pool, chance);
  const entries = Object.entries(value);
  if (entries.length === 0) return replacement(value, pool, chance);
  const at = Math.floor(chance() * entries.length);
  const [key, part] = entries[at] as [string, unknown];
  const name = String(pick(chance, pool));
  const roll = chance();
  const changed: readonly (readonly [string, unknown])[] =
    roll < 0.1
      ? []
      : roll < 0.15
        ? [[name, part]]
        : roll < 0.2
          ? [
              [key, part],
              [name, pick(chance, entries)[1]],
            ]
          : [[key, mutateValue(part, pool, chance)]];
  return Object.fromEntries([...entries.slice(0, at), ...changed, ...entries.slice(at + 1)]);
}

function mutateList(list: readonly unknown[], pool: readonly unknown[], chance: Chance): unknown {
  const at = Math.floor(chance() * list.length);
  const roll = chance();
  if (list.length === 0 || roll < 0.1) return [...list, pick(chance, pool)];
  if (roll < 0.2) return list.filter((_, index) => index !== at);
  if (roll < 0.3) return [...list, list[at]];
  if (roll < 0.4) return list.toReversed();
  return list.map((item, index) => (index === at ? mutateValue(item, pool, chance) : item));
}

function replacement(value: unknown, pool: readonly unknown[], chance: Chance): unknown {
  const roll = chance();
  if (roll < 0.6) return pick(chance, pool);
  if (roll < 0.8) return pick(chance, ODDITIES);
  return roll < 0.9 ? [value] : { [String(pick(chance, pool))]: value };
}
