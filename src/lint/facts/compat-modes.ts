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
