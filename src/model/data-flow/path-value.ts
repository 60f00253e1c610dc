import { type Catalog, messageById } from '../catalog.js';
import type { Field } from '../type.js';
import { typeAtPath, typeBelow, type ValueType } from '../values/value-type.js';
import type { FieldProblem, FieldSource } from './field-source.js';
import { asFound, certaintyOf, isPresent, type Seen } from './seen.js';

/** What a path leads to. `certain`: it is there on every way that leads here; `messages` must have come for it. */
export type PathValue =
  | {
      readonly kind: 'found';
      readonly source: Extract<FieldSource, { kind: 'path' | 'variable' }>;
      readonly type: ValueType;
      readonly certain: boolean;
      readonly messages: readonly string[];
    }
  | { readonly kind: 'problem'; readonly problem: FieldProblem };

/** Follows a path from a variable or a message seen; those of `later` may have come as well. */
export function pathValue(
  catalog: Catalog,
  seen: Seen,
  root: string,
  path: readonly string[],
  later: readonly string[] = [],
): PathValue {
  const variable = seen.variables.get(root);
  if (variable) return variableValue(catalog, seen, root, path, variable);
  const known = certaintyOf(seen, root);
  const certainty = known === 'never' && later.includes(root) ? 'possible' : known;
  if (certainty === 'never') return { kind: 'problem', problem: neverSeen(catalog, seen, root) };
  const type = typeAtPath(catalog, root, path);
  if (type === undefined) return { kind: 'problem', problem: unknownPath(catalog, root, path) };
  const source = { kind: 'path', messages: [root], path } as const;
  const isThere = !type.optional || isPresent(seen, root, path);
  const certain = certainty === 'certain' && isThere;
  return { kind: 'found', source, type: asFound(seen, root, path, type), certain, messages: [root] };
}

function variableValue(
  catalog: Catalog,
  seen: Seen,
  name: string,
  path: readonly string[],
  variable: ValueType,
): PathValue {
  const type = typeBelow(catalog, variable, path);
  if (type === undefined) {
    const problem = { kind: 'unknown-path', message: name, part: path.join('.'), known: [] } as const;
    return { kind: 'problem', problem };
  }
  const certain = !type.optional || isPresent(seen, name, path);
  const source = { kind: 'variable', name, path } as const;
  return { kind: 'found', source, type: asFound(seen, name, path, type), certain, messages: [] };
}

function neverSeen(catalog: Catalog, seen: Seen, root: string): FieldProblem {
  const messages = seen.groups.flatMap((group) => group.messages.filter((message) => messageById(catalog, message)));
  const known = [...messages, ...seen.variables.keys()];
  if (messageById(catalog, root)) return { kind: 'never-seen', message: root, known };
  return { kind: 'unknown-root', root, known };
}

function unknownPath(catalog: Catalog, message: string, path: readonly string[]): FieldProblem {
  const good = path.findIndex((_, index) => typeAtPath(catalog, message, path.slice(0, index + 1)) === undefined);
  const parent = typeAtPath(catalog, message, path.slice(0, good));
  const known = parent?.type.kind === 'record' ? parent.type.fields : recordFields(catalog, parent);
  return { kind: 'unknown-path', message, part: path[good] ?? '', known: known.map((field) => field.name) };
}

function recordFields(catalog: Catalog, parent: ValueType | undefined): readonly Field[] {
  if (parent?.type.kind !== 'named') return [];
  const def = catalog.types.get(parent.type.ref.name);
  return def?.shape === 'record' ? def.fields : [];
}
