import type { Command } from 'commander';
import type { Host } from '../host.js';
import type { ExitCode } from './exit.js';

/** One of the two streams of a command. */
export interface Output {
  readonly write: (text: string) => void;
  /** A person watches, as opposed to a pipe or a file. */
  readonly terminal: boolean;
  /** Width of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
}

/** Results go to `out`, everything else to `err`. */
export interface Io {
  readonly out: Output;
  readonly err: Output;
  /** All of the standard input. */
  readonly readInput?: () => Uint8Array;
  /** Does long work that writes nothing, so that a signal may end the process in the middle of it. */
  readonly interruptible?: <Result>(work: () => Result) => Result;
  /**
   * For work in many acts. From now on the first Ctrl-C, and an output that nobody takes any more, ask for an end by this signal, so that
   * an act is done whole and told; the next Ctrl-C ends the process.
   */
  readonly betweenActs?: () => AbortSignal;
}

/** All that a command may touch. */
export interface CliContext {
  readonly host: Host;
  readonly io: Io;
}

export type Action = (context: CliContext) => Promise<ExitCode> | ExitCode;

/** A command of the binary, one file each. */
export interface CliCommand {
  /** Declares arguments and options on `command`, and calls `perform` from its action with what is to be done. */
  readonly configure: (command: Command, perform: (action: Action) => void) => void;
}

/** Writes `text` as lines of their own. */
export function print(output: Output, text: string): void {
  if (text !== '') output.write(text.endsWith('\n') ? text : `${text}\n`);
}
