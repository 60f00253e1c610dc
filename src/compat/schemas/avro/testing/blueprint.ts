import fc from 'fast-check';

/**
 * An Avro schema in the making, easy to edit at random: objects that are changed in place. `again` is one
 * of the named types before it, by number, inside something that can be empty.
 */
export type Blueprint =
  | { kind: 'primitive'; name: PrimitiveName }
  | { kind: 'array'; items: Blueprint }
  | { kind: 'map'; values: Blueprint }
  | { kind: 'union'; branches: Blueprint[] }
  | { kind: 'again'; target: number; around: 'null' | 'array' | 'map' }
  | NamedBlueprint;

/** The types that are Avro's own. */
export type PrimitiveName = (typeof PRIMITIVES)[number];

/** A type with a name, in the making. */
export type NamedBlueprint = Naming &
  (
    | { kind: 'record'; error: boolean; fields: FieldBlueprint[] }
    | { kind: 'enum'; symbols: string[]; fallback: boolean }
    | { kind: 'fixed'; size: number }
  );

interface Naming {
  name: string;
  namespace: string;
  /** Full names. */
  aliases: string[];
}

/** A field, in the making; its default follows from its type. */
export interface FieldBlueprint {
  name: string;
  aliases: string[];
  type: Blueprint;
  default: boolean;
}

/** All types that are Avro's own. */
export const PRIMITIVES = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'] as const;
/** Namespaces to choose from. */
export const NAMESPACES = ['', 'a', 'a.b'] as const;
/** Symbols to choose from. */
export const SYMBOLS = ['A', 'B', 'C', 'D', 'E'] as const;

type Tree = { readonly type: Blueprint; readonly field: FieldBlueprint };

const naming = {
  name: fc.constant<string>(''),
  namespace: fc.constantFrom<string[]>(...NAMESPACES),
  aliases: fc.constant<string[]>([]),
};

const trees = fc.letrec<Tree>((tie) => ({
  type: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 4, arbitrary: primitive() },
    { weight: 1, arbitrary: fixed() },
    { weight: 2, arbitrary: enumeration() },
    { weight: 2, arbitrary: again() },
    { weight: 5, arbitrary: record(tie('field')) },
    { weight: 1, arbitrary: array(tie('type')) },
    { weight: 1, arbitrary: map(tie('type')) },
    { weight: 3, arbitrary: union(tie('type')) },
  ),
  field: field(tie('type')),
}));

function fixed(): fc.Arbitrary<Blueprint> {
  return fc.record({ ...naming, kind: fc.constant('fixed' as const), size: fc.integer({ min: 1, max: 3 }) });
}

function again(): fc.Arbitrary<Blueprint> {
  const around = fc.constantFrom('null' as const, 'array' as const, 'map' as const);
  return fc.record({ kind: fc.constant('again' as const), target: fc.nat(5), around });
}

function record(field: fc.Arbitrary<FieldBlueprint>): fc.Arbitrary<Blueprint> {
  const fields = fc.array(field, { maxLength: 4 });
  return fc.record({ ...naming, kind: fc.constant('record' as const), error: fc.boolean(), fields });
}

function array(items: fc.Arbitrary<Blueprint>): fc.Arbitrary<Blueprint> {
  return fc.record({ kind: fc.constant('array' as const), items });
}

function map(values: fc.Arbitrary<Blueprint>): fc.Arbitrary<Blueprint> {
  return fc.record({ kind: fc.constant('map' as const), values });
}

function union(branch: fc.Arbitrary<Blueprint>): fc.Arbitrary<Blueprint> {
  const branches = fc.array(branch, { minLength: 1, maxLength: 4 });
  return fc.record({ kind: fc.constant('union' as const), branches });
}

function field(type: fc.Arbitrary<Blueprint>): fc.Arbitrary<FieldBlueprint> {
  const { name, aliases } = naming;
  return fc.record({ name, aliases, type, default: fc.boolean() });
}

function primitive(): fc.Arbitrary<Blueprint> {
  return fc.record({ kind: fc.constant('primitive' as const), name: fc.constantFrom(...PRIMITIVES) });
}

function enumeration(): fc.Arbitrary<Blueprint> {
  const symbols = fc.subarray<string>([...SYMBOLS], { minLength: 1 });
  return fc.record({ ...naming, kind: fc.constant('enum' as const), symbols, fallback: fc.boolean() });
}

/** Any blueprint, with names given. */
export const blueprints: fc.Arbitrary<Blueprint> = trees.type.map((type) => named(structuredClone(type)));

/** The blueprint with a name for each type and field that has none: types are numbered through, fields within their record. */
export function named(root: Blueprint): Blueprint {
  let count = 0;
  for (const type of typesOf(root)) {
    if ('name' in type && type.kind !== 'primitive') type.name ||= `T${count++}`;
    if (type.kind !== 'record') continue;
    for (const [index, field] of type.fields.entries()) field.name ||= `f${index}`;
  }
  return root;
}

/** All types of a blueprint, from outside to inside. */
export function typesOf(root: Blueprint): Blueprint[] {
  return [root, ...partsOf(root).flatMap(typesOf)];
}

/** The types directly inside one. */
export function partsOf(type: Blueprint): Blueprint[] {
  switch (type.kind) {
    case 'array':
      return [type.items];
    case 'map':
      return [type.values];
    case 'union':
      return type.branches;
    case 'record':
      return type.fields.map((field) => field.type);
    default:
      return [];
  }
}
