import { nextTimerOf } from '../../saga/state.js';
import type { Transition } from '../../store.js';
import { keepsState } from '../keeps-state.js';
import { indexKey } from './index-key.js';

/** A transition as it goes to the server: texts and numbers. */
export interface CommitRow {
  readonly instance: string;
  readonly expected: number;
  readonly owner: number | null;
  readonly nextOwner: number | null;
  readonly wakeAt: number | null;
  readonly timerAt: number | null;
  readonly definition: string;
  readonly status: string;
  readonly version: number;
  readonly updatedAt: number;
  /** Null where the journal says it all. */
  readonly state: string | null;
  /** Tells this attempt from everybody else's at the same place of the journal. */
  readonly tag: number;
  /** Null where nothing is added to the journal. */
  readonly entries: string | null;
  readonly inbox: string | null;
  readonly mail: string | null;
  /** Only of an instance that is created. */
  readonly creation?: {
    readonly saga: string;
    readonly correlation: string;
    readonly run: number;
    readonly startedAt: number;
    readonly ids: readonly string[];
  };
  readonly notices: readonly { readonly id: string; readonly body: string }[];
  /** Work is left for whoever comes. */
  readonly leavesWork: boolean;
}

/** Writes a transition down. What its caller does to it afterwards changes nothing. */
export function toCommitRow(transition: Transition, tag: number, now: number): CommitRow {
  const { state, expectedVersion: expected, entries, consumed, notices } = transition;
  const { definition, status, version, updatedAt } = state;
  const owner = (expected === 0 ? transition.nextOwner : transition.owner) ?? null;
  const isFree = transition.nextOwner === undefined;
  return {
    ...{ instance: transition.instance, expected, owner, definition, status, version, updatedAt, tag },
    nextOwner: transition.nextOwner ?? null,
    wakeAt: transition.wakeAt ?? null,
    timerAt: nextTimerOf(state) ?? null,
    state: keepsState(transition) ? JSON.stringify(state) : null,
    entries: entries.length === 0 ? null : JSON.stringify(entries),
    inbox: consumed.inbox === undefined ? null : indexKey(consumed.inbox),
    mail: consumed.mail === undefined ? null : indexKey(consumed.mail),
    ...(expected === 0 && { creation: creationOf(transition) }),
    notices: notices.map((notice) => ({ id: notice.id, body: JSON.stringify(notice) })),
    leavesWork:
      (isFree && (transition.wakeAt ?? Number.POSITIVE_INFINITY) <= now) || (notices.length > 0 && owner === null),
  };
}

/** The value that names a run, as the index has it: a text differs from a number that looks the same. */
export function correlationKey(value: string | number): string {
  return indexKey(JSON.stringify(value));
}

function creationOf({ state }: Transition) {
  const { saga, run, startedAt } = state;
  const ids = [...new Set(Object.values(state.ids).map(indexKey))];
  return { saga, correlation: correlationKey(state.correlation), run, startedAt, ids };
}
