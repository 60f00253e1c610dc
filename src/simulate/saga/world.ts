import type { JsonObject } from '../../runtime/json.js';
import type { OutgoingMessage } from '../../runtime/saga/effects.js';
import type { JournalEntry } from '../../runtime/saga/journal.js';
import type { Direction, SagaState } from '../../runtime/saga/state.js';

/** What a participant answers. */
export interface Answer {
  readonly event: string;
  readonly data: JsonObject;
}

/** What has really happened at the participant of one step, whatever the saga knows of it. */
export interface Fact {
  /** How often its command has had its effect. */
  readonly effects: number;
  /** How often its undo has. */
  readonly undone: number;
  /** The answer for the key of the do that is given again from now on. */
  readonly answer?: Answer;
  readonly undoAnswer?: Answer;
  /** What its check was answered with last. */
  readonly found?: string;
  /** Its undo, or a check, came before it: it is refused for good. */
  readonly closed?: true;
  /** The saga has been told that it did not happen. */
  readonly knownRefused?: true;
}

/** Something that is on its way, and comes after everybody has stopped waiting for it, or never. */
export type Straggler = LateReply | LateCommand | LateEvent;

export interface LateReply {
  readonly kind: 'reply';
  readonly path: string;
  readonly direction: Direction;
  readonly attempt: number;
  readonly event: string;
  readonly data: JsonObject;
}

/** Nobody has carried it out yet. */
export interface LateCommand {
  readonly kind: 'command';
  readonly path: string;
  readonly direction: Direction;
  readonly attempt: number;
  readonly command: string;
  readonly input: JsonObject;
}

export interface LateEvent {
  readonly kind: 'event';
  readonly event: string;
}

/** One moment: where the instance stands, and what is true outside of it. */
export interface World {
  readonly saga: SagaState;
  /** By step path. */
  readonly facts: Readonly<Record<string, Fact>>;
  /** Sorted by what they are. */
  readonly stragglers: readonly Straggler[];
  /** How often each event of the outside was sent. */
  readonly sent: Readonly<Record<string, number>>;
  /** Owners of running timers by the transition that set them, the oldest first. */
  readonly timerAges: readonly (readonly string[])[];
  readonly now: number;
  /** False before the start message has come. */
  readonly begun: boolean;
  /** When attempts that are out run out of time, by message id; in real time only. */
  readonly limits: Readonly<Record<string, number>>;
  /** What the last move has written and sent; no part of the state. */
  readonly last: { readonly entries: readonly JournalEntry[]; readonly messages: readonly OutgoingMessage[] };
}

const NOTHING_HAPPENED: Fact = { effects: 0, undone: 0 };

/** What has happened at the participant of a step. */
export function factOf(world: Pick<World, 'facts'>, path: string): Fact {
  return (Object.hasOwn(world.facts, path) ? world.facts[path] : undefined) ?? NOTHING_HAPPENED;
}

/** The same world with more known of one step. */
export function withFact(world: World, path: string, change: Partial<Fact>): World {
  return { ...world, facts: { ...world.facts, [path]: { ...factOf(world, path), ...change } } };
}

/** The same world with one thing more on its way, unless the same is already; equal sets of stragglers are equal lists. */
export function withStraggler(world: World, straggler: Straggler): World {
  if (world.stragglers.some((other) => areSame(other, straggler))) return world;
  const stragglers = [...world.stragglers, straggler].sort((a, b) => (stragglerId(a) < stragglerId(b) ? -1 : 1));
  return { ...world, stragglers };
}

export function withoutStraggler(world: World, straggler: Straggler): World {
  return { ...world, stragglers: world.stragglers.filter((other) => !areSame(other, straggler)) };
}

/** Samples with equal data are one object. */
function areSame(one: Straggler, other: Straggler): boolean {
  const sameData = one.kind !== 'reply' || other.kind !== 'reply' || one.data === other.data;
  return sameData && stragglerId(one) === stragglerId(other);
}

/** Tells stragglers apart, but for their data: whichever attempt they belong to, they speak for their key. */
export function stragglerId(straggler: Straggler): string {
  if (straggler.kind === 'event') return `event ${straggler.event}`;
  const { kind, direction, path } = straggler;
  return `${kind} ${direction} ${path} ${straggler.kind === 'reply' ? straggler.event : ''}`;
}
