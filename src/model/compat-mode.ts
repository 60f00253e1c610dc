import type { Catalog } from './catalog.js';
import { channelOf } from './graph.js';
import type { MessageDef } from './message.js';

/** Who has to be able to read whom: new readers old messages (`backward`), old readers new ones (`forward`), or both. */
export type CompatDirection = 'backward' | 'forward';

/** The mode that counts for a message: its own, else its channel's, else that of the settings. */
export function compatModeOf(catalog: Catalog, message: MessageDef): string {
  return message.compat ?? channelOf(catalog, message)?.compat ?? catalog.settings.compat.mode;
}

/** The directions that a mode asks for. */
export function directionsOf(mode: string): readonly CompatDirection[] {
  const { base } = partsOf(mode);
  if (base === 'full') return ['backward', 'forward'];
  return base === 'backward' || base === 'forward' ? [base] : [];
}

/** Whether a mode looks at all earlier versions, and not just at the newest. */
export function isTransitive(mode: string): boolean {
  return partsOf(mode).isTransitive;
}

/** Whether whoever relies on `wanted` can rely on `mode`: it covers each direction, and all earlier versions if these are meant. */
export function keepsPromise(mode: string, wanted: string): boolean {
  const [given, asked] = [partsOf(mode), partsOf(wanted)];
  if (asked.base === 'none') return true;
  const covers = given.base === 'full' || given.base === asked.base;
  return covers && (given.isTransitive || !asked.isTransitive);
}

function partsOf(mode: string): { readonly base: string; readonly isTransitive: boolean } {
  const [base = mode, transitive] = mode.split('-');
  return { base, isTransitive: transitive === 'transitive' };
}
