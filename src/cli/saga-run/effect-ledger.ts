import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { CommandAnswer } from '../../runtime/index.js';

/** What a stand-in did once for an idempotency key, and what it answered. */
export interface Effect extends CommandAnswer {
  readonly key: string;
  readonly command: string;
  readonly service: string;
}

/** The world outside the orchestrator: what really happened, whatever the orchestrator remembers. */
export interface EffectLedger {
  /** The effect that this key had, if it had one. */
  find(key: string): Effect | undefined;
  /** On disk when it returns. */
  record(effect: Effect): void;
  all(): readonly Effect[];
  close(): void;
}

/**
 * Keeps effects in a file of one JSON line each, apart from the saga's own store, as other services keep their own
 * data. A last line that a crash cut off never happened.
 */
export function openEffectLedger(path: string): EffectLedger {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const effects = new Map<string, Effect>();
  for (const line of whole.split('\n').filter((entry) => entry !== '')) {
    const effect = JSON.parse(line) as Effect;
    effects.set(effect.key, effect);
  }
  const file = openSync(path, 'a');
  if (whole.length < text.length) ftruncateSync(file, Buffer.byteLength(whole));
  return {
    find: (key) => effects.get(key),
    record(effect) {
      writeSync(file, `${JSON.stringify(effect)}\n`);
      fsyncSync(file);
      effects.set(effect.key, effect);
    },
    all: () => [...effects.values()],
    close: () => closeSync(file),
  };
}
