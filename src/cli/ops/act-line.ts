import type { PossibleAct } from '../../runtime/index.js';
import { shownAddress } from '../../runtime/stores/open-store.js';

/** What every command of a session has in common. */
export interface Session {
  /** As it was given by `--store`; missing where the environment names the store. */
  readonly store: string | undefined;
  readonly who: string | undefined;
}

/** The command that carries a possible act out, ready for a shell but for the reason. */
export function actLine(instance: string, { action, step, events }: PossibleAct, { store, who }: Session): string {
  const address = store === undefined ? undefined : (shownAddress(store) ?? '"$SAGAC_STORE"');
  const words = ['sagac', 'ops', action, quote(instance)];
  if (address !== undefined) words.push('--store', address.startsWith('"') ? address : quote(address));
  if (step !== undefined) words.push('--step', quote(step));
  if (events !== undefined) words.push('--event', quote(events[0] ?? 'EVENT'), '--data', "'{ ... }'");
  if (who !== undefined) words.push('--who', quote(who));
  return [...words, '--why', "'...'"].join(' ');
}

/** A word for a shell as it stands. */
export function quote(word: string): string {
  return /^[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,~-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
