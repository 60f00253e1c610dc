import { type Clock, setAlarm } from '../../clock.js';

/** What did not come in time. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/** Settles as the work does, or rejects with `OutOfTime` after so many milliseconds; the work may go on. */
export function inTime<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const off = setAlarm(clock, Math.max(0, ms), () => reject(new OutOfTime(`nothing came of it in ${ms} ms`)));
    work.then(
      (value) => {
        off();
        resolve(value);
      },
      (error: unknown) => {
        off();
        reject(error);
      },
    );
  });
}

/** Waits for the work to settle, but not longer than so many milliseconds. Never rejects. */
export async function settled(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  await inTime(clock, ms, work).catch(() => undefined);
}
