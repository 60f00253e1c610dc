import { type Clock, sleepBy } from '../../runtime/clock.js';

/** Something that is to happen at a time of the clock. */
export interface Alarm {
  readonly at: number;
  /** Lets it happen; not twice. */
  ring(): void;
}

/** A clock that shows what it is told to, and whose alarms ring when somebody lets them. */
export interface SteeredClock extends Clock {
  alarm(ms: number, ring: () => void): () => void;
  during<T>(work: Promise<T>): Promise<T>;
  /** The alarm that was set last. */
  latest(): Alarm | undefined;
  /** Goes on to a time, and lets happen on the way what is due before it. */
  moveTo(time: number): Promise<void>;
  /** Lets happen what is due by now, but for what somebody keeps back. */
  ringDue(isKept: (alarm: Alarm) => boolean): Promise<void>;
  /** Resolves when all that could happen at this time has happened. */
  quiet(): Promise<void>;
}

/** Turns of the event loop without work of the store after which nothing else can happen. */
const QUIET_TURNS = 3;

/** Makes such a clock. Whoever works with a store tells it by `during`: only so is it known when all is quiet. */
export function createSteeredClock(startAt: number): SteeredClock {
  let now = startAt;
  let works = 0;
  let rested = (): void => undefined;
  const alarms = new Set<Alarm>();
  let latest: Alarm | undefined;

  function alarm(ms: number, ring: () => void): () => void {
    const set: Alarm = {
      at: now + Math.max(0, ms),
      ring: () => void (alarms.delete(set) && ring()),
    };
    alarms.add(set);
    latest = set;
    return () => void alarms.delete(set);
  }

  async function ringAll(isDue: (alarm: Alarm) => boolean): Promise<void> {
    for (let next = firstOf(alarms, isDue); next !== undefined; next = firstOf(alarms, isDue)) {
      now = Math.max(now, next.at);
      next.ring();
      await quiet();
    }
  }

  async function during<T>(work: Promise<T>): Promise<T> {
    works += 1;
    try {
      return await work;
    } finally {
      works -= 1;
      if (works === 0) rested();
    }
  }

  async function quiet(): Promise<void> {
    for (let turns = 0; turns < QUIET_TURNS; turns = works > 0 ? 0 : turns + 1) {
      await new Promise<void>((resolve) => {
        if (works > 0) rested = resolve;
        else setImmediate(resolve);
      });
    }
  }

  return {
    now: () => now,
    sleep: (ms, signal) => (ms > 0 ? sleepBy(alarm, ms, signal) : Promise.resolve()),
    alarm,
    during,
    latest: () => latest,
    async moveTo(time) {
      await ringAll(({ at }) => at < time);
      now = Math.max(now, time);
    },
    ringDue: (isKept) => ringAll((each) => each.at <= now && !isKept(each)),
    quiet,
  };
}

/** Of several at one time the one that was set first. */
function firstOf(alarms: ReadonlySet<Alarm>, isDue: (alarm: Alarm) => boolean): Alarm | undefined {
  return [...alarms]
    .filter(isDue)
    .reduce<Alarm | undefined>((first, alarm) => (first && first.at <= alarm.at ? first : alarm), undefined);
}
