import { type Automaton, accepts, after, type Places, startOf } from './automaton.js';
import { includes, LAST, type Ranges } from './ranges.js';

/** What a text has to be like: accepted by some automata, refused by others, of at least and at most so many code points. */
export interface TextWish {
  readonly accepted: readonly Automaton[];
  readonly refused: readonly Automaton[];
  readonly least: number;
  readonly most: number;
}

const MOST_STEPS = 6000;

interface Step {
  readonly places: readonly Places[];
  readonly length: number;
  readonly before?: Step;
  readonly point: number;
}

/** The shortest text that meets a wish; `none` where there is provably none, `unknown` where the search was given up. */
export function findText(wish: TextWish): { readonly text: string } | 'none' | 'unknown' {
  const automata = [...wish.accepted, ...wish.refused];
  const points = samplePoints(automata);
  const seen = new Set<string>();
  const steps: Step[] = [{ places: automata.map(startOf), length: 0, point: 0 }];
  for (let next = 0; next < steps.length; next++) {
    const step = steps[next] as Step;
    if (fits(wish, step)) return { text: textOf(step) };
    if (step.length >= wish.most) continue;
    if (steps.length * automata.length > MOST_STEPS) return 'unknown';
    for (const point of points) {
      const places = automata.map((automaton, index) => after(automaton, step.places[index] ?? [], point));
      if (hopeless(wish, places)) continue;
      const length = step.length + 1;
      const key = `${Math.min(length, wish.least)} ${places.join(';')}`;
      if (seen.has(key)) continue;
      seen.add(key);
      steps.push({ places, length, before: step, point });
    }
  }
  return 'none';
}

function fits(wish: TextWish, { places, length }: Step): boolean {
  if (length < wish.least || length > wish.most) return false;
  const split = wish.accepted.length;
  return (
    wish.accepted.every((automaton, index) => accepts(automaton, places[index] ?? [], length === 0)) &&
    !wish.refused.some((automaton, index) => accepts(automaton, places[split + index] ?? [], length === 0))
  );
}

function hopeless(wish: TextWish, places: readonly Places[]): boolean {
  return wish.accepted.some((_, index) => places[index]?.length === 0);
}

function textOf(step: Step): string {
  const points: number[] = [];
  for (let at: Step = step; at.before; at = at.before) points.push(at.point);
  return String.fromCodePoint(...points.reverse());
}

/** One code point for each kind of character that the automata tell apart, readable ones first. */
function samplePoints(automata: readonly Automaton[]): readonly number[] {
  const sets = new Set<Ranges>();
  for (const { states } of automata) for (const { takes } of states) for (const { of } of takes) sets.add(of);
  const cuts = new Set([0, ...NICE.map(([first]) => first), ...NICE.map(([, last]) => last + 1)]);
  for (const set of sets) for (const [first, last] of set) cuts.add(first).add(last + 1);
  const chosen = new Map<string, number>();
  for (const point of [...cuts].filter((cut) => cut <= LAST).sort((a, b) => rank(a) - rank(b) || a - b)) {
    let kind = '';
    for (const set of sets) kind += includes(set, point) ? '1' : '0';
    if (!chosen.has(kind)) chosen.set(kind, point);
  }
  return [...chosen.values()];
}

/** Characters that a person likes to read in an example, and the surrogates, which nobody does. */
const NICE: readonly (readonly [number, number])[] = [
  [97, 122],
  [65, 90],
  [48, 57],
  [32, 126],
  [0xa1, 0xd7ff],
  [0xe000, LAST],
  [0, 31],
  [127, 0xa0],
  [0xd800, 0xdfff],
];

function rank(point: number): number {
  return NICE.findIndex(([first, last]) => point >= first && point <= last);
}
