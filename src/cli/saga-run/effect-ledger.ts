import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { HostError } from '../../host.js';
import { type CommandAnswer, SagaError } from '../../runtime/index.js';
import { isJsonObject, type JsonObject } from '../../runtime/json.js';

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
 * data. A last line that a crash cut off never happened. Throws `HostError`, and `SagaError` for a file of something else.
 */
export function openEffectLedger(path: string): EffectLedger {
  const { file, text } = openLedgerFile(path);
  const effects = new Map(text.split('\n').flatMap((line) => readEffect(path, line)));
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

/** The open file and its whole lines. */
function openLedgerFile(path: string): { readonly file: number; readonly text: string } {
  try {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const file = openSync(path, 'a');
    if (whole.length < text.length) ftruncateSync(file, Buffer.byteLength(whole));
    return { file, text: whole };
  } catch (cause) {
    const { code = 'EUNKNOWN', message } = cause as NodeJS.ErrnoException;
    throw new HostError(code, path, message, { cause });
  }
}

function readEffect(path: string, line: string): readonly (readonly [string, Effect])[] {
  if (line === '') return [];
  const effect = parseEffect(line);
  if (effect) return [[effect.key, effect]];
  throw new SagaError('store-failed', `\`${path}\` is no record of what stand-ins did, or a damaged one`);
}

function parseEffect(line: string): Effect | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isJsonObject(value) ? effectOf(value) : undefined;
  } catch {
    return undefined;
  }
}

function effectOf({ key, command, service, outcome, data }: JsonObject): Effect | undefined {
  if (typeof key !== 'string' || typeof command !== 'string' || typeof service !== 'string') return undefined;
  return typeof outcome === 'string' && isJsonObject(data) ? { key, command, service, outcome, data } : undefined;
}
