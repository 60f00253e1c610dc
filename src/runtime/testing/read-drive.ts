import type { JsonObject } from '../json.js';
import type { JournalEntry } from '../saga/journal.js';
import type { Driver } from './drive.js';

/** Lets steps succeed one after the other. */
export function run(driver: Driver, ...steps: readonly string[]): Driver {
  for (const step of steps) driver.succeed(step);
  return driver;
}

/** Events that the saga itself published, in order. */
export function published(journal: readonly JournalEntry[]): readonly string[] {
  return journal.flatMap((entry) => (entry.type === 'event-published' ? [entry.event] : []));
}

/** Commands sent by the last input, by the path of their step, as `UndoLoop.2/A` for an undo. */
export function sentFrom(driver: Driver): readonly string[] {
  const prefix = { do: '', undo: 'Undo', check: 'Check' };
  return driver
    .messages()
    .flatMap((sent) => (sent.kind === 'command' ? [`${prefix[sent.direction]}${sent.step}`] : []));
}

/** Inputs of the commands sent by the last input. */
export function inputs(driver: Driver): readonly JsonObject[] {
  return driver.messages().flatMap((sent) => (sent.kind === 'command' ? [sent.input] : []));
}

/** Types of the entries that the last `count` lines of the journal have. */
export function lastEntries(driver: Driver, count: number): readonly string[] {
  return driver.journal.slice(-count).map(({ type }) => type);
}

/** Problems that the last input's alert names. */
export function alerts(driver: Driver): readonly string[] {
  return driver.messages().flatMap((message) => (message.kind === 'alert' ? message.problems : []));
}
