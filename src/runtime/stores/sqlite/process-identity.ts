import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process, as well as it can be told from others that use the same file. */
export interface ProcessIdentity {
  /** Where its pid means something: the host, and on Linux its boot and its container. */
  readonly place: string;
  readonly pid: number;
  /** When it started, in ticks since the boot; empty where that cannot be learned. Tells it from a later one of its pid. */
  readonly started: string;
}

/** The identity of this process, the same in all its threads. */
export function ownIdentity(): ProcessIdentity {
  return { place: findPlace(), pid: process.pid, started: statOf(process.pid)?.started ?? '' };
}

/** Says whether a process is gone beyond doubt; one of another place never is. */
export function isCertainlyDead(other: ProcessIdentity, own: ProcessIdentity): boolean {
  if (other.place !== own.place) return false;
  if (isGone(other.pid)) return true;
  const stat = statOf(other.pid);
  if (stat === undefined || other.started === '') return false;
  return stat.isOver || stat.started !== other.started;
}

function findPlace(): string {
  const boot = orEmpty(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const container = orEmpty(() => readlinkSync('/proc/self/ns/pid'));
  return JSON.stringify([hostname(), boot, container]);
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** What Linux says of a process; undefined elsewhere, or where one may not look. */
function statOf(pid: number): { readonly isOver: boolean; readonly started: string } | undefined {
  const text = orEmpty(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name in brackets may hold blanks and brackets itself; the state follows the last one.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields[0], fields[19]];
  if (state === undefined || started === undefined) return undefined;
  return { isOver: state === 'Z' || state === 'X', started };
}

function orEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
