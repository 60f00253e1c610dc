import { join, resolve } from 'node:path';
import type { Outcome } from '../../diagnostics/index.js';
import type { JsonObject } from '../../runtime/index.js';
import type { CliContext } from '../context.js';
import { problem } from '../problems.js';

/** How `sagac run` was asked to run. */
export interface JourneyFlags {
  readonly crashAt?: number;
  readonly resume?: true;
  readonly store?: string;
  readonly input?: string;
  readonly pace?: number;
}

export interface Journey {
  /** Absolute path of the SQLite file. */
  readonly store: string;
  readonly resume: boolean;
  /** Data of the start message, where the user gave it. */
  readonly input: JsonObject | undefined;
  /** Longest real pause for a wait, in milliseconds. */
  readonly paceMs: number;
  /** Number of the crash point at which the process is killed, counted from 1. */
  readonly crashAt: number | undefined;
}

const WATCHED_PACE_MS = 150;

/** Completes the flags with their defaults. */
export function journeyOf({ host, io }: CliContext, root: string, flags: JourneyFlags): Outcome<Journey | undefined> {
  const input = flags.input === undefined ? undefined : parseObject(flags.input);
  if (input === null) {
    const reason = 'it is not a JSON object';
    return { value: undefined, diagnostics: [problem('wrong-start-data', undefined, { reason })] };
  }
  const store = flags.store === undefined ? join(root, '.sagac', 'run.sqlite') : resolve(host.cwd, flags.store);
  const paceMs = flags.pace ?? (io.out.terminal ? WATCHED_PACE_MS : 0);
  const value = { store, resume: flags.resume === true, input, paceMs, crashAt: flags.crashAt };
  return { value, diagnostics: [] };
}

function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}
