import type { ChalkInstance } from 'chalk';
import type { Host } from '../host.js';
import { colorLevel } from './color.js';
import type { CliContext, Output } from './context.js';

const DEFAULT_COLUMNS = 80;
const WIDEST = 120;
const NARROWEST = 24;

/**
 * Columns that text for a person may take. `COLUMNS` is for terminals whose width cannot be asked, and for trying one
 * out; lines longer than 120 are hard to read.
 */
export function columnsOf(host: Host, output: Output): number {
  const set = Number(host.env['COLUMNS']);
  const columns = Number.isInteger(set) && set > 0 ? set : (output.columns ?? DEFAULT_COLUMNS);
  return Math.max(NARROWEST, Math.min(columns, WIDEST));
}

/** Columns that a listing may take: what reads a pipe wants each row on one line. */
export function listingColumns(host: Host, output: Output): number {
  return output.terminal || host.env['COLUMNS'] !== undefined ? columnsOf(host, output) : Number.POSITIVE_INFINITY;
}

/** Paints text for the standard output; loads chalk only where there is colour. */
export type Painter = (style: Style, text: string) => string;

export type Style = 'bold' | 'dim' | 'cyan' | 'green' | 'yellow' | 'red' | 'magenta';

export async function painterFor({ host, io }: CliContext): Promise<Painter> {
  const level = colorLevel(host.env, io.out);
  if (level === 0) return (_, text) => text;
  const { Chalk } = await import('chalk');
  const chalk: ChalkInstance = new Chalk({ level });
  return (style, text) => chalk[style](text);
}
