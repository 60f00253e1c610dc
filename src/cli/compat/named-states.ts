import { againstDiagnostic, type EarlierState, openAgainst, type States } from '../../against/index.js';
import type { Diagnostic } from '../../diagnostics/index.js';
import type { Host } from '../../host.js';

/** An earlier state to compare with; `newest` is the one that a person has named, the others came before it. */
export interface NamedState {
  readonly state: EarlierState;
  readonly newest: boolean;
}

/** Opens all that is named by `--against`, in that order; what is there under several names is there once. */
export function openNamed(
  host: Host,
  root: string,
  specs: readonly string[],
  transitive: boolean,
): { readonly states: readonly NamedState[]; readonly diagnostics: readonly Diagnostic[] } {
  const opened = specs.map((spec) => openAgainst(host, root, spec, { transitive }));
  const all = opened.flatMap(namedIn);
  const states = withoutRepeats(all);
  return { states, diagnostics: [...opened.flatMap((one) => one.diagnostics), ...repeatNotes(all, states)] };
}

function namedIn({ value }: States): readonly NamedState[] {
  return value.map((state, at) => ({ state, newest: at === value.length - 1 }));
}

/** The first of equal ones stands for all, and has the labels of the others beside its own. */
function withoutRepeats(all: readonly NamedState[]): readonly NamedState[] {
  const found = new Map<string | EarlierState, NamedState>();
  for (const named of all) {
    const key = named.state.tree ?? named.state;
    const known = found.get(key);
    found.set(key, known ? together(known, named) : named);
  }
  return [...found.values()];
}

/** What a person has named, and is compared with under another name. */
function repeatNotes(all: readonly NamedState[], states: readonly NamedState[]): readonly Diagnostic[] {
  const named = new Set(all.filter(({ newest }) => newest).map(({ state }) => state.label));
  return states.flatMap(({ state: { label, also } }) => {
    const others = also.filter((other) => named.has(other));
    return others.map((name) => againstDiagnostic('against-same-state', undefined, { name, as: label }));
  });
}

function together(first: NamedState, other: NamedState): NamedState {
  const { label, also } = first.state;
  const labels = new Set([...also, other.state.label, ...other.state.also]);
  labels.delete(label);
  return { state: { ...first.state, also: [...labels] }, newest: first.newest || other.newest };
}
