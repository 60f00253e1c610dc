import { timelineOf } from '../timeline.js';
import { type InstanceRow, journalOf } from './evidence.js';

/** An instance's history as text, for messages about what is wrong with it. */
export function timelineText(row: InstanceRow): string {
  const { id, status, version, owner, wakeAt, state } = row;
  const lines = timelineOf(journalOf(row)).map(
    ({ sinceStartMs, text }) => `${String(sinceStartMs).padStart(8)} ms  ${text}`,
  );
  const place = `owner ${owner ?? 'none'}, to be woken at ${wakeAt ?? 'no time'}`;
  const timers = JSON.stringify(state.timers);
  return [`${id}: ${status}, version ${version}, ${place}, timers ${timers}`, ...lines].join('\n');
}
