import type { Diagnostic } from '../../../diagnostics/index.js';
import { importDiagnostic } from '../../messages.js';
import type { Definitions } from './definitions.js';
import { majorOf, majorsOf } from './majors.js';
import { type Names, namesFor } from './naming.js';
import type { Roles } from './roles.js';

/** Ids of messages, and names of types, by full name. */
export interface SettledNames {
  readonly ids: Names;
  readonly names: Names;
}

/** Of one message at several majors the last has the name, the others `@` behind it. A message that is a type as well is `<Name>Record` there. */
export function settleNames(
  definitions: Definitions,
  { messages, types }: Roles,
  diagnostics: Diagnostic[],
): SettledNames {
  const chains = chainsOf(definitions, messages);
  const heads = chains.flatMap(([head]) => head ?? []);
  const isHead = new Set(heads);
  const { names, renamed } = namesFor(definitions, [...heads, ...types.filter((name) => !isHead.has(name))]);
  for (const { fullName, from, to, reason } of renamed) {
    const found = definitions.messages.get(fullName)?.message ?? definitions.enums.get(fullName)?.definition;
    diagnostics.push(importDiagnostic('import-renamed', found?.place.span, { from, to, reason }));
  }
  const ids = chains.flatMap((chain) =>
    chain.map((name, index): [string, string] => {
      const base = names.get(chain[0] ?? name) ?? name;
      return [name, index === 0 ? base : `${base}@${majorOf(definitions, name)}`];
    }),
  );
  const both = types.filter((name) => isHead.has(name));
  return { ids: new Map(ids), names: new Map([...names, ...recordNames(names, both)]) };
}

/** The states of each message, the last first; each by itself where their packages do not tell them apart. */
function chainsOf(definitions: Definitions, messages: readonly string[]): readonly (readonly string[])[] {
  return [...majorsOf(definitions, messages).values()].flatMap((states) => {
    const majors = new Set(states.map((name) => majorOf(definitions, name)));
    if (majors.size < states.length || majors.has(undefined)) return states.map((name) => [name]);
    return [[...states].sort((a, b) => (majorOf(definitions, b) ?? 0) - (majorOf(definitions, a) ?? 0))];
  });
}

function recordNames(names: Names, both: readonly string[]): readonly (readonly [string, string])[] {
  const taken = new Set([...names.values()].map((name) => name.toLowerCase()));
  return both.map((fullName) => {
    const wanted = `${names.get(fullName) ?? fullName}Record`;
    let name = wanted;
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${wanted}${count}`;
    taken.add(name.toLowerCase());
    return [fullName, name];
  });
}
