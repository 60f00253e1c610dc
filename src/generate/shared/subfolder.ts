import type { TargetContext } from '../target.js';

/** Option of a target: a folder inside that of each service, such as `producer`. */
export const SUBFOLDER = {
  type: 'string',
  pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*)*$',
} as const;

/** Where the files of such a target stand in the folder of a service; empty where they stand in it itself. */
export function subfolderOf({ options }: TargetContext): string {
  return typeof options['folder'] === 'string' ? options['folder'] : '';
}
