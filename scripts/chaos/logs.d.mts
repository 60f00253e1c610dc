import type { Planted } from './poison.mjs';

/** Figures by name over the logs of some folders. */
export function countLogs(folders: readonly string[]): Promise<Readonly<Record<string, number>>>;
/** Messages that a broker had, and with which a group was never done, a sentence each. */
export function lostMessages(
  notes: string,
  channels: { readonly prefix: string; readonly read: readonly { readonly name: string; readonly group: string }[] },
  planted: readonly Pick<Planted, 'channel' | 'message'>[],
): Promise<readonly string[]>;
