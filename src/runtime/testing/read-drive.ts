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

/** Problems that the last input's alert names. */
export function alerts(driver: Driver): readonly string[] {
  return driver.effects().flatMap((effect) => {
    return effect.type === 'send' && effect.message.kind === 'alert' ? effect.message.problems : [];
  });
}
