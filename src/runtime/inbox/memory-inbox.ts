import type { RememberedAnswer } from '../remote/answer-memory.js';
import type { Arrival, Inbox, InboxSession, ParkedMessage } from './inbox.js';
import { speaksForAll } from './sql-session.js';
import { createTurns } from './turns.js';
import { type UndoableMap, undoableMap } from './undoable-map.js';

/** What a handler gets as its transaction where nothing lasts. */
export interface MemoryTransaction {
  /** Does something once the transaction has committed, and before anybody hears of that. */
  afterCommit(work: () => void | Promise<void>): void;
}

type Come = Pick<Arrival, 'type' | 'data' | 'at'>;

interface Remembered {
  readonly answer: RememberedAnswer;
  readonly at: number;
}

interface Data {
  readonly handled: UndoableMap<number>;
  /** By what they are about, the latest of each type. */
  readonly arrivals: UndoableMap<readonly Come[]>;
  readonly parked: UndoableMap<ParkedMessage>;
  readonly answers: UndoableMap<Remembered>;
}

/** An inbox for tests and trials: its transactions are done one after the other, and all is gone with the process. */
export function createMemoryInbox(): Inbox<MemoryTransaction> {
  const handled = new Map<string, number>();
  const arrivals = new Map<string, readonly Come[]>();
  const parked = new Map<string, ParkedMessage>();
  const answers = new Map<string, Remembered>();
  const inTurn = createTurns();
  return {
    async transaction(work) {
      const later: (() => void | Promise<void>)[] = [];
      const undo: (() => void)[] = [];
      const result = await inTurn(async () => {
        const data = {
          handled: undoableMap(handled, undo),
          arrivals: undoableMap(arrivals, undo),
          parked: undoableMap(parked, undo),
          answers: undoableMap(answers, undo),
        };
        try {
          return await work(createSession(data, { afterCommit: (next) => void later.push(next) }));
        } catch (error) {
          for (const takeBack of undo.reverse()) takeBack();
          throw error;
        }
      });
      for (const next of later) await next();
      return result;
    },
  };
}

/** One text of several, from which they can be told. */
function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

function createSession(data: Data, tx: MemoryTransaction): InboxSession<MemoryTransaction> {
  const { handled, arrivals, answers } = data;
  return {
    tx,
    lock: async () => undefined,
    async record(consumer, messageId, now) {
      const key = keyOf(consumer, messageId);
      if (handled.has(key)) return false;
      handled.set(key, now);
      return true;
    },
    forget: async (consumer, messageId) => void handled.delete(keyOf(consumer, messageId)),
    ...arrivalNotes(data),
    ...parking(data),
    async purge(before, limit) {
      return (
        removeOld(handled, (at) => at, before, limit) +
        removeOld(arrivals, (come) => Math.max(...come.map(({ at }) => at)), before, limit) +
        removeOld(answers, ({ at }) => at, before, limit)
      );
    },
    answer: async (key) => answers.get(key)?.answer,
    claimAnswer: async (key) => answers.get(key)?.answer,
    async rememberAnswer(key, answer, now) {
      const known = answers.get(key);
      if (known === undefined || !speaksForAll(known.answer)) answers.set(key, { answer, at: now });
    },
  };
}

function arrivalNotes({ arrivals, parked }: Data): Pick<InboxSession<unknown>, 'arrive' | 'arrived'> {
  return {
    async arrive({ service, correlation, type, data, at }) {
      const key = keyOf(service, correlation);
      const others = (arrivals.get(key) ?? []).filter((come) => come.type !== type);
      arrivals.set(key, [...others, { type, data, at }]);
      for (const [id, message] of [...parked]) {
        const isMeant = message.service === service && message.correlation === correlation;
        if (isMeant && message.reason === 'needs' && message.dueAt > at) parked.set(id, { ...message, dueAt: at });
      }
    },
    async arrived(service, correlation) {
      const come = arrivals.get(keyOf(service, correlation)) ?? [];
      return new Map(come.map(({ type, data }) => [type, data]));
    },
  };
}

type Parking = Pick<InboxSession<unknown>, 'park' | 'take' | 'dropParked' | 'due' | 'nextDue' | 'parkedCount'>;

function parking({ parked }: Data): Parking {
  const ofService = (service: string) => [...parked.values()].filter((message) => message.service === service);
  return {
    async park(message) {
      const key = keyOf(message.consumer, message.messageId);
      if (!parked.has(key)) parked.set(key, message);
    },
    async take(consumer, messageId) {
      const key = keyOf(consumer, messageId);
      const found = parked.get(key);
      parked.delete(key);
      return found;
    },
    async dropParked(consumer, correlation) {
      const found = [...parked].filter(([, one]) => one.consumer === consumer && one.correlation === correlation);
      for (const [key] of found) parked.delete(key);
      return found.length;
    },
    async due(service, now, limit) {
      const found = ofService(service).filter(({ dueAt }) => dueAt <= now);
      return found.sort((a, b) => a.dueAt - b.dueAt).slice(0, limit);
    },
    async nextDue(service) {
      const times = ofService(service).map(({ dueAt }) => dueAt);
      return times.length === 0 ? undefined : Math.min(...times);
    },
    parkedCount: async (service, reason) =>
      ofService(service).filter((message) => reason === undefined || message.reason === reason).length,
  };
}

function removeOld<T>(map: UndoableMap<T>, timeOf: (value: T) => number, before: number, limit: number): number {
  const old = [...map].filter(([, value]) => timeOf(value) < before).slice(0, limit);
  for (const [key] of old) map.delete(key);
  return old.length;
}
