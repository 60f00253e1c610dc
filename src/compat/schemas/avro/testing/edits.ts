import fc from 'fast-check';
import {
  type Blueprint,
  blueprints,
  type FieldBlueprint,
  NAMESPACES,
  named,
  PRIMITIVES,
  SYMBOLS,
  typesOf,
} from './blueprint.js';

/** One change of a schema: at which of its types, which change of those that fit there, and numbers to choose by. */
export interface Edit {
  readonly at: number;
  readonly choice: number;
  readonly pick: number;
  readonly keepsName: boolean;
  readonly other: Blueprint;
}

/** Any edit; what it does depends on the type that it meets. */
export const edits: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(30),
  choice: fc.nat(11),
  pick: fc.nat(11),
  keepsName: fc.boolean(),
  other: blueprints,
});

/** The blueprint after the edits; the given one is left as it is. */
export function edited(blueprint: Blueprint, changes: readonly Edit[]): Blueprint {
  let root = structuredClone(blueprint);
  for (const edit of changes) {
    const types = typesOf(root);
    const type = types[edit.at % types.length] ?? root;
    const replacement = change(type, edit);
    if (replacement !== type) root = replaced(root, type, replacement);
  }
  return fresh(root);
}

function change(type: Blueprint, edit: Edit): Blueprint {
  if (edit.choice === 0) return structuredClone(edit.other);
  if (edit.choice === 1)
    return { kind: 'union', branches: [type, { kind: 'primitive', name: PRIMITIVES[edit.pick % 8] ?? 'null' }] };
  if (edit.choice === 2) return { kind: 'union', branches: [{ kind: 'primitive', name: 'null' }, type] };
  switch (type.kind) {
    case 'primitive':
      return { kind: 'primitive', name: PRIMITIVES[edit.pick % 8] ?? 'null' };
    case 'union':
      return changeUnion(type, edit);
    case 'record':
      if (edit.choice > 4) changeFields(type.fields, edit);
      else rename(type, edit);
      return type;
    case 'enum':
      if (edit.choice < 5) rename(type, edit);
      else if (edit.choice < 7) type.fallback = !type.fallback;
      else toggle(type.symbols, SYMBOLS[edit.pick % 5] ?? 'A');
      return type;
    case 'fixed':
      if (edit.choice < 7) rename(type, edit);
      else type.size = 1 + (edit.pick % 3);
      return type;
    default:
      return type;
  }
}

function changeUnion(type: Blueprint & { kind: 'union' }, { choice, pick, other }: Edit): Blueprint {
  const [first] = type.branches;
  if (choice < 5 && first) return first;
  if (choice < 8) type.branches.push(structuredClone(other));
  else if (choice < 10) type.branches.reverse();
  else if (type.branches.length > 1) type.branches.splice(pick % type.branches.length, 1);
  return type;
}

function rename(
  type: Blueprint & { name: string; namespace: string; aliases: string[] },
  { pick, keepsName }: Edit,
): void {
  const old = type.namespace === '' ? type.name : `${type.namespace}.${type.name}`;
  if (pick % 2 === 0) type.namespace = NAMESPACES[pick % 3] ?? '';
  if (pick > 3) type.name = `N${pick}`;
  if (keepsName) type.aliases = [...type.aliases, old];
}

function changeFields(fields: FieldBlueprint[], { choice, pick, keepsName, other }: Edit): void {
  const field = fields[pick % Math.max(1, fields.length)];
  if (choice < 7 || !field)
    fields.splice(pick % (fields.length + 1), 0, {
      name: `n${pick}`,
      aliases: [],
      type: structuredClone(other),
      default: keepsName,
    });
  else if (choice === 7) fields.splice(fields.indexOf(field), 1);
  else if (choice === 8) field.default = !field.default;
  else if (choice === 9) fields.reverse();
  else {
    if (keepsName) field.aliases = [field.name];
    field.name = `m${pick}`;
  }
}

function toggle(symbols: string[], symbol: string): void {
  const index = symbols.indexOf(symbol);
  if (index === -1) symbols.push(symbol);
  else if (symbols.length > 1) symbols.splice(index, 1);
}

function replaced(root: Blueprint, old: Blueprint, replacement: Blueprint): Blueprint {
  if (root === old) return replacement;
  const go = (type: Blueprint) => replaced(type, old, replacement);
  // What was put around the old type holds it too, and is not gone into.
  if (root.kind === 'array') root.items = go(root.items);
  else if (root.kind === 'map') root.values = go(root.values);
  else if (root.kind === 'union') root.branches = root.branches.map(go);
  else if (root.kind === 'record') for (const field of root.fields) field.type = go(field.type);
  return root;
}

/** No name twice, in whatever namespace: what came in from elsewhere is named anew. */
function fresh(root: Blueprint): Blueprint {
  const taken = new Set<string>();
  for (const type of typesOf(root)) {
    if (type.kind !== 'record' && type.kind !== 'enum' && type.kind !== 'fixed') continue;
    while (taken.has(type.name)) type.name += 'x';
    taken.add(type.name);
    if (type.kind !== 'record') continue;
    const fields = new Set<string>();
    for (const field of type.fields) {
      while (fields.has(field.name)) field.name += 'x';
      fields.add(field.name);
    }
  }
  return named(root);
}
