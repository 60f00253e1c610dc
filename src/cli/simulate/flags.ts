import { type Command, Option } from 'commander';
import type { Diagnostic, Severity } from '../../diagnostics/index.js';
import { problem } from '../problems.js';
import { collect, positiveNumber, wholeNumber } from '../values.js';
import { DEFAULT_BOUNDS } from './failure-table.js';

/** The flags of `sagac simulate`. */
export interface SimulateFlags {
  readonly maxFaults: number;
  readonly maxDepth: number;
  readonly maxStates: number;
  readonly format?: readonly string[];
  readonly trace?: number;
  readonly random?: number;
  readonly seed?: number;
  readonly from?: number;
  readonly update?: true;
  readonly check?: true;
  readonly file?: string;
  readonly failOn: Severity;
  readonly maxWarnings?: number;
}

/** Declares the flags of `sagac simulate`. */
export function addSimulateFlags(command: Command): void {
  const { maxFaults, maxDepth, maxStates } = DEFAULT_BOUNDS;
  command
    .option('--max-faults <n>', 'things that go wrong in one run, at most', wholeNumber, maxFaults)
    .option('--max-depth <n>', 'steps of one run, at most', wholeNumber, maxDepth)
    .option('--max-states <n>', 'states that are kept, at most: the memory that it takes', positiveNumber, maxStates)
    .option('--format <format>', 'how to print, or FORMAT=FILE; may be repeated', collect)
    .option('--trace <n>', 'print the violation of this number alone', positiveNumber)
    .option('--random <runs>', 'look at so many runs by chance instead of all', positiveNumber)
    .option('--seed <n>', 'with --random: where chance begins (default: 1)', wholeNumber)
    .option('--from <n>', 'with --random: the run to begin with (default: 0)', wholeNumber)
    .option('--update', 'write the failure modes of the whole catalog to a file')
    .option('--check', 'write nothing; fail and show the difference when that file is not current')
    .option('--file <path>', 'that file (default: failure-modes.md in the catalog)')
    .addOption(
      new Option('--fail-on <severity>', 'mildest violation that fails')
        .choices(['error', 'warning', 'info'])
        .default('error'),
    )
    .option('--max-warnings <n>', 'fail when there are more warnings than this', wholeNumber);
}

/** Which flags cannot be meant together. */
export function flagProblems(flags: SimulateFlags, process: string | undefined): readonly Diagnostic[] {
  const { format = [], trace, random, seed, from, update, check, file } = flags;
  const table = update ? '--update' : check ? '--check' : undefined;
  const useless = [...(seed === undefined ? [] : ['--seed']), ...(from === undefined ? [] : ['--from'])];
  const clashes = [
    ...(process === undefined ? [] : [`the name \`${process}\``]),
    ...(trace === undefined ? [] : ['`--trace`']),
    ...(random === undefined ? [] : ['`--random`']),
  ];
  const printed = format.filter((each) => !each.includes('='));
  return [
    ...(update && check ? [problem('update-and-check', undefined, {})] : []),
    ...(table === undefined
      ? []
      : clashes.map((other) => problem('table-of-a-part', undefined, { flag: table, other }))),
    ...(table === undefined
      ? []
      : printed.map((each) => problem('table-on-stdout', undefined, { flag: table, format: each }))),
    ...(file !== undefined && table === undefined ? [problem('file-without-table', undefined, {})] : []),
    ...(random === undefined ? useless.map((flag) => problem('chance-without-random', undefined, { flag })) : []),
  ];
}
