import type { Pattern } from './parse-pattern.js';
import { ALL, includes, type Ranges } from './ranges.js';

/** A step of an automaton that takes no character; `start` and `end` only at that place of the text. */
interface Jump {
  readonly to: number;
  readonly when: 'always' | 'start' | 'end';
}

interface State {
  readonly jumps: Jump[];
  readonly takes: { readonly of: Ranges; readonly to: number }[];
}

/** A machine that reads a text from its first to its last character. It begins in state 0 and accepts in `final`. */
export interface Automaton {
  readonly states: readonly State[];
  readonly final: number;
}

/** Where an automaton may be: sorted numbers of states. */
export type Places = readonly number[];

const MOST_STATES = 1500;

/** An automaton for the texts in which an expression is found; undefined where it would be too large. */
export function automatonFor(pattern: Pattern): Automaton | undefined {
  const states: State[] = [];
  const begin = addState(states);
  states[begin]?.takes.push({ of: ALL, to: begin });
  const end = build(states, pattern, begin);
  if (end === undefined) return undefined;
  states[end]?.takes.push({ of: ALL, to: end });
  return { states, final: end };
}

/** An automaton for one text alone. */
export function automatonForText(text: string): Automaton {
  const states: State[] = [];
  let at = addState(states);
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const to = addState(states);
    states[at]?.takes.push({ of: [[point, point]], to });
    at = to;
  }
  return { states, final: at };
}

function addState(states: State[]): number {
  return states.push({ jumps: [], takes: [] }) - 1;
}

/** Adds an expression behind a state and says where it ends. It always ends in a state of its own. */
function build(states: State[], pattern: Pattern, from: number): number | undefined {
  if (states.length > MOST_STATES) return undefined;
  switch (pattern.kind) {
    case 'one': {
      const to = addState(states);
      states[from]?.takes.push({ of: pattern.of, to });
      return to;
    }
    case 'start':
    case 'end':
      return jumpTo(states, from, addState(states), pattern.kind);
    case 'row': {
      let at: number | undefined = jumpTo(states, from, addState(states));
      for (const part of pattern.parts) {
        at = build(states, part, at);
        if (at === undefined) return undefined;
      }
      return at;
    }
    case 'either': {
      const end = addState(states);
      for (const part of pattern.parts) {
        const at = build(states, part, jumpTo(states, from, addState(states)));
        if (at === undefined) return undefined;
        jumpTo(states, at, end);
      }
      return end;
    }
    case 'repeat':
      return buildRepeat(states, pattern, from);
  }
}

function buildRepeat(
  states: State[],
  { part, least, most }: Extract<Pattern, { kind: 'repeat' }>,
  from: number,
): number | undefined {
  if (Math.max(least, Number.isFinite(most) ? most : 0) > MOST_STATES) return undefined;
  let at: number | undefined = jumpTo(states, from, addState(states));
  for (let count = 0; count < least; count++) {
    at = build(states, part, at);
    if (at === undefined) return undefined;
  }
  const end = addState(states);
  if (most === Number.POSITIVE_INFINITY) {
    const loop = jumpTo(states, at, addState(states));
    const back = build(states, part, loop);
    if (back === undefined) return undefined;
    jumpTo(states, back, loop);
    return jumpTo(states, loop, end);
  }
  for (let count = least; count < most; count++) {
    jumpTo(states, at, end);
    at = build(states, part, at);
    if (at === undefined) return undefined;
  }
  return jumpTo(states, at, end);
}

function jumpTo(states: State[], from: number, to: number, when: Jump['when'] = 'always'): number {
  states[from]?.jumps.push({ to, when });
  return to;
}

/** Where an automaton is before the first character. */
export function startOf(automaton: Automaton): Places {
  return reach(automaton, [0], 'start');
}

/** Where it may be after one more character. */
export function after(automaton: Automaton, places: Places, point: number): Places {
  const next: number[] = [];
  for (const place of places) {
    for (const { of, to } of automaton.states[place]?.takes ?? []) if (includes(of, point)) next.push(to);
  }
  return reach(automaton, next, 'always');
}

/** Whether it accepts a text that ends here; `empty` for a text without characters. */
export function accepts(automaton: Automaton, places: Places, empty: boolean): boolean {
  if (places.includes(automaton.final)) return true;
  return reach(automaton, places, empty ? 'start' : 'always', true).includes(automaton.final);
}

/** Whether an automaton accepts a text. */
export function acceptsText(automaton: Automaton, text: string): boolean {
  let places = startOf(automaton);
  for (const character of text) places = after(automaton, places, character.codePointAt(0) ?? 0);
  return accepts(automaton, places, text === '');
}

function reach(automaton: Automaton, from: Places, when: Jump['when'], atEnd = false): Places {
  const reached = new Set(from);
  for (const place of reached) {
    for (const jump of automaton.states[place]?.jumps ?? []) {
      if (jump.when === 'always' || jump.when === when || (atEnd && jump.when === 'end')) reached.add(jump.to);
    }
  }
  return [...reached].sort((a, b) => a - b);
}
