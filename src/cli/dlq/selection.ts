import type { Command } from 'commander';
import type { DeadLetterFilter } from '../../runtime/index.js';

/** Flags that narrow down which letters are meant. */
export interface FilterFlags {
  readonly reason?: string;
  readonly type?: string;
  readonly group?: string;
}

export function filterOptions(command: Command): void {
  command
    .option('--reason <text>', 'letters whose reason has this text in it, in small or capital letters')
    .option('--type <type>', 'letters of this type of message')
    .option('--group <name>', 'letters that this group could not take');
}

export function filterOf({ reason, type, group }: FilterFlags, names?: readonly string[]): DeadLetterFilter {
  return {
    ...(reason !== undefined && { reason }),
    ...(type !== undefined && { type }),
    ...(group !== undefined && { group }),
    ...(names !== undefined && names.length > 0 && { names }),
  };
}

export function isNarrowed({ reason, type, group }: FilterFlags): boolean {
  return reason !== undefined || type !== undefined || group !== undefined;
}
