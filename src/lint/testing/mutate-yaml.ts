import { load } from 'js-yaml';
import type { Random } from '../../runtime/testing/random.js';

/**
 * A catalog's text with one to four mistakes in it: in its lines, as a tired author makes them, or in its values, so that it
 * still has a good chance of being read and of getting as far as the rules.
 */
export function mutateYaml(text: string, random: Random): string {
  const times = random.between(1, 4);
  if (random.chance(0.3)) return repeated(times, text.split('\n'), (lines) => mutateLines(lines, random)).join('\n');
  const value = load(text);
  const pool = scalarsIn(value);
  return JSON.stringify(
    repeated(times, value, (current) => mutateValue(current, pool, random)),
    undefined,
    2,
  );
}

function repeated<Value>(times: number, value: Value, change: (value: Value) => Value): Value {
  return times === 0 ? value : repeated(times - 1, change(value), change);
}

function mutateLines(lines: readonly string[], random: Random): string[] {
  const at = Math.floor(random.next() * lines.length);
  const line = lines[at] ?? '';
  const other = random.pick(lines);
  const changed = random.pick([[], [line, line], [` ${line}`], [line.slice(2)], [other], [line, other], [`${line},`]]);
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
function mutateValue(value: unknown, pool: readonly unknown[], random: Random): unknown {
  if (typeof value !== 'object' || value === null || random.chance(0.05)) return replacement(value, pool, random);
  if (Array.isArray(value)) return mutateList(value, pool, random);
  const entries = Object.entries(value);
  if (entries.length === 0) return replacement(value, pool, random);
  const at = Math.floor(random.next() * entries.length);
  const [key, part] = entries[at] as [string, unknown];
  const name = String(random.pick(pool));
  const roll = random.next();
  const changed: readonly (readonly [string, unknown])[] =
    roll < 0.1
      ? []
      : roll < 0.15
        ? [[name, part]]
        : roll < 0.2
          ? [
              [key, part],
              [name, random.pick(entries)[1]],
            ]
          : [[key, mutateValue(part, pool, random)]];
  return Object.fromEntries([...entries.slice(0, at), ...changed, ...entries.slice(at + 1)]);
}

function mutateList(list: readonly unknown[], pool: readonly unknown[], random: Random): unknown {
  const at = Math.floor(random.next() * list.length);
  const roll = random.next();
  if (list.length === 0 || roll < 0.1) return [...list, random.pick(pool)];
  if (roll < 0.2) return list.filter((_, index) => index !== at);
  if (roll < 0.3) return [...list, list[at]];
  if (roll < 0.4) return list.toReversed();
  return list.map((item, index) => (index === at ? mutateValue(item, pool, random) : item));
}

function replacement(value: unknown, pool: readonly unknown[], random: Random): unknown {
  const roll = random.next();
  if (roll < 0.6) return random.pick(pool);
  if (roll < 0.8) return random.pick(ODDITIES);
  return roll < 0.9 ? [value] : { [String(random.pick(pool))]: value };
}
