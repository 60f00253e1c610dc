import type { JsonValue } from '../../../../model/index.js';
import { type Blueprint, type FieldBlueprint, type NamedBlueprint, typesOf } from './blueprint.js';

/** The names of a schema as they are to be written: Apache matches short names, other libraries full ones. */
export interface NameStyle {
  readonly nameOf: (fullName: string) => string;
  readonly aliasesOf: (aliases: readonly string[], namespace: string) => readonly string[];
}

/** Full names and aliases as the blueprint has them. */
export const FULL_NAMES: NameStyle = { nameOf: (name) => name, aliasesOf: (aliases) => aliases };

interface Rendering {
  readonly style: NameStyle;
  readonly named: readonly NamedBlueprint[];
  readonly defined: Set<NamedBlueprint>;
}

/** The full name of a named type. */
export function fullNameOf(type: NamedBlueprint): string {
  return type.namespace === '' ? type.name : `${type.namespace}.${type.name}`;
}

/** The named types of a blueprint. */
export function namedIn(root: Blueprint): readonly NamedBlueprint[] {
  return typesOf(root).filter((type) => type.kind === 'record' || type.kind === 'enum' || type.kind === 'fixed');
}

/** The blueprint as the JSON of a valid Avro schema. */
export function renderBlueprint(root: Blueprint, style: NameStyle = FULL_NAMES): JsonValue {
  return render({ style, named: namedIn(root), defined: new Set() }, root);
}

function render(rendering: Rendering, type: Blueprint): JsonValue {
  switch (type.kind) {
    case 'primitive':
      return type.name;
    case 'array':
      return { type: 'array', items: render(rendering, type.items) };
    case 'map':
      return { type: 'map', values: render(rendering, type.values) };
    case 'union':
      return renderUnion(rendering, type.branches);
    case 'again':
      return renderAgain(rendering, type);
    default:
      return renderNamed(rendering, type);
  }
}

/** A type that is already there, in something that can be empty: it may be the one around it. */
function renderAgain(rendering: Rendering, type: Blueprint & { kind: 'again' }): JsonValue {
  const inner = nameAgain(rendering, type);
  if (type.around === 'null') return ['null', inner];
  return type.around === 'array' ? { type: 'array', items: inner } : { type: 'map', values: inner };
}

function nameAgain({ named, defined, style }: Rendering, { target }: Blueprint & { kind: 'again' }): string {
  const known = named.filter((type) => defined.has(type));
  const type = known[target % Math.max(1, known.length)];
  return type ? style.nameOf(fullNameOf(type)) : 'int';
}

/** Unions hold each kind and name once, and no unions; what does not fit is left out. */
function renderUnion(rendering: Rendering, branches: readonly Blueprint[]): JsonValue {
  const rendered = new Map<string, JsonValue>();
  for (const branch of branches) addBranch(rendering, rendered, branch);
  return [...rendered.values()];
}

function addBranch(rendering: Rendering, rendered: Map<string, JsonValue>, branch: Blueprint): void {
  if (branch.kind === 'union') {
    for (const inner of branch.branches) addBranch(rendering, rendered, inner);
  } else if (branch.kind === 'again' && branch.around === 'null') {
    const name = nameAgain(rendering, branch);
    rendered.set('null', 'null').set(name, rendered.get(name) ?? name);
  } else {
    const title = branchTitle(rendering, branch);
    if (!rendered.has(title)) rendered.set(title, render(rendering, branch));
  }
}

function branchTitle({ style }: Rendering, branch: Exclude<Blueprint, { kind: 'union' }>): string {
  if (branch.kind === 'primitive') return branch.name;
  if (branch.kind === 'again') return branch.around;
  return branch.kind === 'array' || branch.kind === 'map' ? branch.kind : style.nameOf(fullNameOf(branch));
}

function renderNamed(rendering: Rendering, type: NamedBlueprint): JsonValue {
  const { nameOf, aliasesOf } = rendering.style;
  rendering.defined.add(type);
  const names = { name: nameOf(fullNameOf(type)), namespace: '', aliases: aliasesOf(type.aliases, type.namespace) };
  switch (type.kind) {
    case 'fixed':
      return { ...names, type: 'fixed', size: type.size };
    case 'enum':
      return {
        ...names,
        type: 'enum',
        symbols: type.symbols,
        ...(type.fallback ? { default: type.symbols[0] ?? '' } : {}),
      };
    case 'record':
      return { ...names, type: type.error ? 'error' : 'record', fields: renderFields(rendering, type.fields) };
  }
}

function renderFields(rendering: Rendering, fields: readonly FieldBlueprint[]): readonly JsonValue[] {
  return fields.map(({ name, aliases, type, default: wanted }) => {
    const json = render(rendering, type);
    const fallback = wanted ? defaultOf(json) : undefined;
    return { name, aliases: aliases, type: json, ...(fallback === undefined ? {} : { default: fallback }) };
  });
}

/** The smallest default of a type, of the first branch of a union; none for what refers to a type by name. */
function defaultOf(json: JsonValue): JsonValue | undefined {
  if (Array.isArray(json)) return defaultOf(json[0] as JsonValue);
  if (typeof json === 'string') return PLAIN_DEFAULTS[json];
  const type = json as {
    type: string;
    symbols?: string[];
    size?: number;
    fields?: { name: string; type: JsonValue }[];
  };
  switch (type.type) {
    case 'array':
      return [];
    case 'map':
      return {};
    case 'enum':
      return type.symbols?.[0];
    case 'fixed':
      return '\u0001'.repeat(type.size ?? 0);
    default:
      return recordDefault(type.fields ?? []);
  }
}

function recordDefault(fields: readonly { name: string; type: JsonValue }[]): JsonValue | undefined {
  const value: Record<string, JsonValue> = {};
  for (const { name, type } of fields) {
    const fallback = defaultOf(type);
    if (fallback === undefined) return undefined;
    value[name] = fallback;
  }
  return value;
}

const PLAIN_DEFAULTS: Readonly<Record<string, JsonValue>> = {
  null: null,
  boolean: true,
  int: 1,
  long: 1,
  float: 1,
  double: 1,
  bytes: '\u0001',
  string: 's',
};
