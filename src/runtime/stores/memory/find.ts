import type { SagaState } from '../../saga/state.js';
import type { InstanceCount, InstanceFilter, InstanceNames } from '../../store.js';
import { type MemoryData, nameKey } from './data.js';

/** Latest runs that answer to one of the names. */
export function findByNames(data: MemoryData, saga: string, { correlation, ids }: InstanceNames): readonly string[] {
  const byIds = ids.flatMap((id) => data.ids.get(nameKey(saga, id)) ?? []);
  const latest = byIds.filter((instance) => isLatestRun(data, instance));
  const byCorrelation = correlation === undefined ? undefined : data.runs.get(nameKey(saga, correlation));
  return [...new Set(byCorrelation === undefined ? latest : [...latest, byCorrelation])];
}

/** States that a filter lets through, in order of their start. */
export function listStates(data: MemoryData, filter: InstanceFilter): readonly SagaState[] {
  const states = [...data.instances.values()].map(({ state }) => state).filter((state) => passes(state, filter));
  return states.toSorted((a, b) => a.startedAt - b.startedAt).slice(0, filter.limit);
}

/** How many instances of each saga are in each status. */
export function countStates(data: MemoryData): readonly InstanceCount[] {
  const counts = new Map<string, InstanceCount>();
  for (const { state } of data.instances.values()) {
    const { saga, status, startedAt } = state;
    const key = nameKey(saga, status);
    const { count = 0, oldestStartedAt = startedAt } = counts.get(key) ?? {};
    counts.set(key, { saga, status, count: count + 1, oldestStartedAt: Math.min(oldestStartedAt, startedAt) });
  }
  return [...counts.values()];
}

function isLatestRun(data: MemoryData, instance: string): boolean {
  const state = data.instances.get(instance)?.state;
  return state !== undefined && data.runs.get(nameKey(state.saga, state.correlation)) === instance;
}

function passes(state: SagaState, filter: InstanceFilter): boolean {
  const { status = state.status } = filter;
  return (
    (filter.saga ?? state.saga) === state.saga &&
    (typeof status === 'string' ? status === state.status : status.includes(state.status)) &&
    (filter.correlation ?? state.correlation) === state.correlation &&
    (filter.definition ?? state.definition) === state.definition &&
    (filter.untouchedSince ?? state.updatedAt) >= state.updatedAt
  );
}
