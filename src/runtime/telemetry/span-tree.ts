import type { JournalEntry } from '../saga/journal.js';
import { nameOfPath, ownerOfScope, scopeOfPath, tryPath } from '../saga/paths.js';
import type { Direction } from '../saga/state.js';
import { causeWord, type Facts, factsOf, problemWord } from './facts.js';
import type { Stretch } from './stretch.js';

export type SpanKindName = 'saga' | 'step' | 'undo' | 'check' | 'attempt' | 'await' | 'wait' | 'loop';

export interface SpanEvent {
  readonly name: string;
  readonly at: number;
  readonly facts: Facts;
}

/** A span in the making. Times are milliseconds since 1970. */
export interface SpanNode {
  readonly kind: SpanKindName;
  /** Low-cardinality: kind and name of the step or command. */
  readonly name: string;
  readonly startAt: number;
  /** Missing while it is open. */
  endAt?: number;
  facts: Facts;
  /** What it failed of, as one word. */
  error?: string;
  /** In the hands of a broker or of another saga. */
  dispatched?: boolean;
  readonly events: SpanEvent[];
  readonly children: SpanNode[];
}

interface Build {
  readonly root: SpanNode;
  /** By direction and path. */
  readonly calls: Map<string, SpanNode>;
  /** By path. */
  readonly loops: Map<string, SpanNode>;
  readonly errorTexts: boolean;
}

/** The spans of a stretch as a tree: the instance, its steps, undos, waits and loops, and their attempts and checks. */
export function spanTree({ started, entries, resumed }: Stretch, errorTexts: boolean): SpanNode {
  const facts = factsOf(started, errorTexts);
  const root = node('saga', started.saga, started.at, resumed ? { ...facts, resumed } : facts);
  const build: Build = { root, calls: new Map(), loops: new Map(), errorTexts };
  for (const entry of entries) add(build, entry);
  close(root, entries.at(-1)?.at ?? started.at);
  return root;
}

function add(build: Build, entry: JournalEntry): void {
  switch (entry.type) {
    case 'command-sent':
      beginAttempt(build, entry);
      break;
    case 'await-started':
      openCall(build, entry, 'await');
      break;
    case 'wait-started':
      openCall(build, entry, 'wait');
      break;
    case 'loop-started':
      beginLoop(build, entry);
      break;
    case 'command-dispatched':
      markDispatched(build, entry);
      break;
    case 'retry-scheduled':
      addEvent(build, callNode(build, entry) ?? build.root, entry);
      break;
    case 'attempt-failed':
      endAttempt(build, entry, problemWord(entry.problem));
      break;
    case 'step-succeeded':
      endAttempt(build, entry);
      endCall(build, entry);
      break;
    case 'step-checked':
      endCall(build, { ...entry, direction: 'check' });
      break;
    case 'await-succeeded':
    case 'wait-ended':
      endCall(build, { ...entry, direction: 'do' });
      break;
    case 'step-failed':
      endCall(build, entry, causeWord(entry.cause));
      break;
    // The instance's own span says so itself.
    case 'saga-started':
    case 'saga-completed':
    case 'saga-aborted':
      break;
    default:
      addEvent(build, build.root, entry);
      if (entry.type === 'saga-parked') build.root.error = 'stuck';
  }
}

type EntryOf<Type extends JournalEntry['type']> = Extract<JournalEntry, { readonly type: Type }>;
type CallEntry = JournalEntry & { readonly step: string; readonly direction: Direction };

function beginAttempt(build: Build, entry: EntryOf<'command-sent'>): void {
  const { direction, at } = entry;
  const call = callNode(build, entry) ?? openCall(build, { ...entry, direction }, KINDS[direction]);
  const { command, service } = entry;
  call.facts = { ...call.facts, command, service };
  call.children.push(node('attempt', command, at, factsOf(entry, build.errorTexts)));
}

const KINDS: Readonly<Record<Direction, SpanKindName>> = { do: 'step', undo: 'undo', check: 'check' };

function openCall(
  build: Build,
  { step, at, direction = 'do' }: { readonly step: string; readonly at: number; readonly direction?: Direction },
  kind: SpanKindName,
): SpanNode {
  const call = node(kind, nameOfPath(step), at, { step, direction });
  parentOf(build, step, direction).children.push(call);
  build.calls.set(callKey(direction, step), call);
  return call;
}

function beginLoop(build: Build, entry: EntryOf<'loop-started'>): void {
  const { step, at } = entry;
  const loop = node('loop', nameOfPath(step), at, factsOf(entry, build.errorTexts));
  // It lasts as long as its rounds.
  loop.endAt = at;
  parentOf(build, step, 'do').children.push(loop);
  build.loops.set(step, loop);
}

/** Checks belong to their step, rounds to their loop, a handler to the step that failed; undos to the instance. */
function parentOf(build: Build, step: string, direction: Direction): SpanNode {
  if (direction === 'undo') return build.root;
  if (direction === 'check') return build.calls.get(callKey('do', step)) ?? build.root;
  const owner = ownerOfScope(scopeOfPath(step));
  if (owner === undefined) return build.root;
  return build.loops.get(owner.path) ?? build.calls.get(callKey('do', tryPath(owner.path, owner.number))) ?? build.root;
}

function markDispatched(build: Build, entry: EntryOf<'command-dispatched'>): void {
  const attempt = openAttempt(build, entry);
  if (attempt === undefined) return;
  attempt.dispatched = true;
  addEvent(build, attempt, entry);
}

function endAttempt(build: Build, entry: EntryOf<'step-succeeded'> | EntryOf<'attempt-failed'>, error?: string): void {
  const attempt = openAttempt(build, entry);
  if (attempt === undefined) return;
  attempt.endAt = entry.at;
  attempt.facts = { ...attempt.facts, ...factsOf(entry, build.errorTexts) };
  if (error !== undefined) attempt.error = error;
}

function endCall(build: Build, entry: CallEntry, error?: string): void {
  const call = callNode(build, entry);
  if (call === undefined) {
    addEvent(build, build.root, entry);
    return;
  }
  call.facts = { ...call.facts, ...outcomeFacts(entry, build.errorTexts) };
  if (error !== undefined) call.error = error;
  close(call, entry.at);
}

function outcomeFacts(entry: CallEntry, errorTexts: boolean): Facts {
  const { attempt, ...facts } = factsOf(entry, errorTexts);
  return attempt === undefined ? facts : { ...facts, attempts: attempt };
}

function openAttempt(build: Build, entry: CallEntry & { readonly attempt: number }): SpanNode | undefined {
  return callNode(build, entry)?.children.findLast(
    ({ kind, endAt, facts }) => kind === 'attempt' && endAt === undefined && facts['attempt'] === entry.attempt,
  );
}

/** The open span of a call. Where one has ended, what is sent afterwards begins another: an operator has asked for it. */
function callNode({ calls }: Build, { step, direction }: CallEntry): SpanNode | undefined {
  const call = calls.get(callKey(direction, step));
  return call?.endAt === undefined ? call : undefined;
}

function callKey(direction: Direction, step: string): string {
  return `${direction} ${step}`;
}

function addEvent({ errorTexts }: Build, to: SpanNode, entry: JournalEntry): void {
  to.events.push({ name: entry.type, at: entry.at, facts: factsOf(entry, errorTexts) });
}

function node(kind: SpanKindName, name: string, startAt: number, facts: Facts): SpanNode {
  return { kind, name: `${kind} ${name}`, startAt, facts, events: [], children: [] };
}

/** Ends a span and all that is open in it. A span ends no earlier than what is inside, nor before it began. */
function close(span: SpanNode, at: number): void {
  for (const child of span.children) close(child, at);
  const inside = span.children.map(({ endAt = at }) => endAt);
  span.endAt = Math.max(span.endAt ?? at, span.startAt, ...inside);
}
