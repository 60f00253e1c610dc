import { didYouMean, type Span } from '../../diagnostics/index.js';
import { entryOf, type MapNode, type Node } from '../../language/node.js';
import type { Catalog } from '../catalog.js';
import type { Constraints, Field, TypeDef, TypeExpr, UnionType } from '../type.js';
import { brokenConstraint, brokenLength, repeatedItem } from './check-constraints.js';
import { printType } from './print-type.js';
import { decimalFault, enumFault, type Fault, primitiveFault, wrongKind } from './validate-scalar.js';
import { resolveType } from './value-type.js';

/** A place at which a value does not fit its type. */
export interface ValueProblem {
  /** The offending value or key; of a missing field, the record that lacks it. */
  readonly span: Span;
  /** Where it stands below the value, such as `lines[0].price`; empty for the value itself. */
  readonly path: string;
  /** What is wrong, to follow the path: "is the number `5`, and a `string` is expected". */
  readonly problem: string;
  readonly help?: string;
}

const FREE: Constraints = {};

/**
 * Compares a value of YAML with the fields of a payload, as strictly as the JSON that producers send: no unknown
 * fields, nothing missing but what is optional (a default is what a reader assumes for old data), texts in their formats. Empty when all fits.
 */
export function validateFields(catalog: Catalog, fields: readonly Field[], node: Node): readonly ValueProblem[] {
  return recordProblems(catalog, fields, node, '');
}

/** `tags` are fields that say which case of a union the record is; the record itself need not have them. */
function recordProblems(
  catalog: Catalog,
  fields: readonly Field[],
  node: Node,
  path: string,
  tags: readonly string[] = [],
): readonly ValueProblem[] {
  if (node.kind !== 'map') return at(node, path, wrongKind(node, 'map of fields'));
  const names = fields.map((field) => field.name);
  const known = fields
    .filter((field) => !tags.includes(field.name))
    .flatMap((field) => fieldProblems(catalog, field, node, below(path, field.name)));
  const unknown = node.entries.filter(({ key }) => !tags.includes(key.text) && !names.includes(key.text));
  return [...known, ...unknown.flatMap(({ key }) => at(key, below(path, key.text), unknownField(key.text, names)))];
}

function unknownField(name: string, names: readonly string[]): Fault {
  const help = didYouMean(name, names) ?? 'Take it out, or add the field to the payload.';
  return { problem: 'is no field of the payload', help };
}

function fieldProblems(catalog: Catalog, field: Field, record: MapNode, path: string): readonly ValueProblem[] {
  const node = entryOf(record, field.name)?.value;
  if (!node) return field.optional ? [] : at(record, path, MISSING);
  if (!isNull(node)) return typeProblems(catalog, field.type, field.constraints, node, path);
  if (field.nullable) return [];
  return field.optional
    ? at(node, path, NULL_FOR_ABSENT)
    : typeProblems(catalog, field.type, field.constraints, node, path);
}

const MISSING: Fault = { problem: 'is missing', help: 'Add it, or mark the field as optional (`T?`).' };
const NULL_FOR_ABSENT: Fault = {
  problem: 'is null, and may only be left out',
  help: 'Leave it out, or let its type be `T|null`.',
};

function typeProblems(
  catalog: Catalog,
  type: TypeExpr,
  constraints: Constraints,
  node: Node,
  path: string,
): readonly ValueProblem[] {
  switch (type.kind) {
    case 'primitive':
      return at(node, path, primitiveFault(type.name, node, constraints));
    case 'decimal':
      return at(node, path, decimalFault(type, node, constraints));
    case 'enum':
      return at(node, path, enumFault(type.values, node));
    case 'list':
      return listProblems(catalog, type.items, constraints, node, path);
    case 'map':
      return mapProblems(catalog, type.values, constraints, node, path);
    case 'record':
      return recordProblems(catalog, type.fields, node, path);
    case 'anyOf':
      return choiceProblems(catalog, type.options, node, path);
    case 'json':
      return [];
    case 'nullable':
      return isNull(node) ? [] : typeProblems(catalog, type.inner, constraints, node, path);
    case 'named': {
      const def = catalog.types.get(type.ref.name);
      return def ? namedProblems(catalog, def, constraints, node, path) : [];
    }
  }
}

/** A value fits where one option takes it; where none does, the one with the fewest faults says what is wrong. */
function choiceProblems(
  catalog: Catalog,
  options: readonly TypeExpr[],
  node: Node,
  path: string,
): readonly ValueProblem[] {
  const tried = options.map((option) => typeProblems(catalog, option, FREE, node, path));
  const isDeep = (problems: readonly ValueProblem[]) => problems.every((problem) => problem.path !== path);
  if (tried.some((problems) => problems.length === 0)) return [];
  const near = tried.find(isDeep);
  if (near) return near;
  const names = options.map((option) => `\`${printType(option)}\``).join(' or ');
  return at(node, path, { problem: `is none of ${names}` });
}

function namedProblems(
  catalog: Catalog,
  def: TypeDef,
  constraints: Constraints,
  node: Node,
  path: string,
): readonly ValueProblem[] {
  switch (def.shape) {
    case 'record':
      return recordProblems(catalog, def.fields, node, path);
    case 'enum':
      return at(node, path, enumFault(def.values, node));
    case 'union':
      return unionProblems(catalog, def, node, path);
    case 'scalar': {
      // A name that only leads back to itself says nothing about the value.
      if (resolveType(catalog, def.type).kind === 'unknown') return [];
      // The bounds of the named type count, and those of the field on top of them.
      const own = typeProblems(catalog, def.type, def.constraints, node, path);
      return own.length > 0 ? own : typeProblems(catalog, def.type, constraints, node, path);
    }
  }
}

function unionProblems(
  catalog: Catalog,
  def: UnionType,
  node: Node,
  path: string,
  outerTags: readonly string[] = [],
): readonly ValueProblem[] {
  if (node.kind !== 'map') return at(node, path, wrongKind(node, 'map of fields'));
  const tagPath = below(path, def.discriminator);
  const marker = entryOf(node, def.discriminator)?.value;
  if (!marker) return at(node, tagPath, { ...MISSING, help: 'Add it: it says which case this is.' });
  const fault = enumFault(
    def.cases.map((one) => one.tag),
    marker,
  );
  if (fault) return at(marker, tagPath, fault);
  const chosen = def.cases.find((one) => marker.kind === 'scalar' && one.tag === marker.text);
  const type = chosen && catalog.types.get(chosen.type.name);
  const tags = [...outerTags, def.discriminator];
  if (type?.shape === 'record') return recordProblems(catalog, type.fields, node, path, tags);
  return type?.shape === 'union' && !outerTags.includes(def.discriminator)
    ? unionProblems(catalog, type, node, path, tags)
    : [];
}

function listProblems(
  catalog: Catalog,
  items: TypeExpr,
  constraints: Constraints,
  node: Node,
  path: string,
): readonly ValueProblem[] {
  if (node.kind !== 'list') return at(node, path, wrongKind(node, 'list'));
  const problem = brokenLength(node.items.length, 'items', constraints) ?? repeatedItem(node.items, constraints);
  return [
    ...at(node, path, problem === undefined ? undefined : { problem }),
    ...node.items.flatMap((item, index) => typeProblems(catalog, items, FREE, item, `${path}[${index}]`)),
  ];
}

function mapProblems(
  catalog: Catalog,
  values: TypeExpr,
  { keyPattern }: Constraints,
  node: Node,
  path: string,
): readonly ValueProblem[] {
  if (node.kind !== 'map') return at(node, path, wrongKind(node, 'map'));
  return node.entries.flatMap(({ key, value }) => {
    const problem = keyPattern === undefined ? undefined : brokenConstraint(key, { pattern: keyPattern });
    const fault = problem === undefined ? undefined : { problem: `is a key that ${problem}` };
    return [
      ...at(key, below(path, key.text), fault),
      ...typeProblems(catalog, values, FREE, value, below(path, key.text)),
    ];
  });
}

function at({ span }: Node, path: string, fault: Fault | undefined): readonly ValueProblem[] {
  return fault ? [{ span, path, ...fault }] : [];
}

function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
