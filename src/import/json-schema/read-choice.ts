import {
  assertionsOf,
  entriesIn,
  isObject,
  listIn,
  type NormalSchema,
  schemasIn,
} from '../../model/foreign/json-schema-words.js';
import type { DraftTypeDef } from '../draft.js';
import { isFieldName, typeName } from '../names.js';
import { flatten } from './flatten.js';
import { fieldsOf, isRecord, refusalOf } from './read-object.js';
import { readOptions } from './read-options.js';
import { type Made, orNull, readMade, readValue } from './read-value.js';
import { namesFor, type Reading, type ValuePlace } from './reading.js';
import { wordsOf } from './words.js';

/** One of the schemas to choose from. */
interface Branch {
  /** As it was written. */
  readonly written: NormalSchema;
  /** With all that stands beside the choice. */
  readonly flat: NormalSchema;
}

/** Choices within choices multiply; more than these are an attack, or nothing that a person would read. */
const MOST_BRANCHES = 2000;

/** `anyOf` and `oneOf`: a value or null, one of several texts, or records that a field tells apart. */
export function readChoice(outer: Reading, flat: NormalSchema, place: ValuePlace): Made {
  const budget = outer.branches ?? { left: MOST_BRANCHES };
  const reading = { ...outer, branches: budget };
  const { anyOf, oneOf, ...base } = flat;
  if (anyOf !== undefined && oneOf !== undefined) return { reason: 'it has both `anyOf` and `oneOf`' };
  const keyword = anyOf === undefined ? 'oneOf' : 'anyOf';
  const branches: Branch[] = [];
  for (const written of schemasIn(flat, keyword)) {
    if (--budget.left < 0) return { reason: `it is a choice of more than ${MOST_BRANCHES} schemas` };
    const joined = flatten(reading.set, { allOf: [base, written] });
    if ('schema' in joined) branches.push({ written, flat: joined.schema });
    else if (joined.reason !== NO_VALUE) return joined;
  }
  const others = branches.filter(({ flat: branch }) => !isNull(branch));
  const nulls = branches.length - others.length;
  const [only] = others;
  if (only === undefined) return { reason: nulls > 0 ? 'it is always null' : 'no value fits it' };
  if (nulls > 1 && keyword === 'oneOf') return { reason: 'no null fits only one of its schemas' };
  const made =
    others.length === 1 ? readOnly(reading, only, base, place) : readSeveral(reading, others, { keyword, base }, place);
  if ('reason' in made || nulls === 0) return made;
  if (keyword === 'oneOf' && letsNullPass(made))
    return { reason: 'null fits two of its schemas, and only one may fit' };
  return 'definition' in made ? { ...made, nullable: true } : orNull(made);
}

const NO_VALUE = 'no value fits all of its parts';

function isNull({ type, enum: values }: NormalSchema): boolean {
  const types = Array.isArray(type) ? type : [type];
  if (type !== undefined && types.every((name) => name === 'null')) return true;
  return Array.isArray(values) && values.every((value) => value === null);
}

function letsNullPass(made: Exclude<Made, { reason: string }>): boolean {
  return made.nullable === true || (!('definition' in made) && made.type.kind === 'json');
}

/** The one schema that is left: a reference keeps the name that it leads to. */
function readOnly(reading: Reading, { written, flat }: Branch, base: NormalSchema, place: ValuePlace): Made {
  const isBare = assertionsOf(base).every((keyword) => keyword === 'type' && !Array.isArray(base['type']));
  if (isBare && written['$ref'] !== undefined) return readValue(reading, written, place);
  return readMade(reading, flat, place);
}

interface Choice {
  readonly keyword: 'anyOf' | 'oneOf';
  /** What stands beside it. */
  readonly base: NormalSchema;
}

function readSeveral(
  reading: Reading,
  branches: readonly Branch[],
  { keyword, base }: Choice,
  place: ValuePlace,
): Made {
  const values = branches.flatMap(({ flat }) => listIn(flat, 'enum'));
  const areTexts = branches.every(({ flat }) => isTexts(flat));
  if (areTexts && (keyword === 'anyOf' || new Set(values).size === values.length)) {
    return readMade(reading, { type: 'string', enum: [...new Set(values)] }, place);
  }
  const tagged = discriminatorOf(branches) ?? namedDiscriminator(reading, branches, base);
  if (tagged === undefined) return readUntagged(reading, branches, { keyword, base }, place);
  const refused = branches.map(({ flat }) => refusalOf(flat)).find((reason) => reason !== undefined);
  if (refused !== undefined) return { reason: `it is a choice, and of one of its schemas ${refused}` };
  return { definition: unionOf(reading, branches, tagged, place) };
}

/** A value that fits one of several; where just one may fit, their forms have to differ. */
function readUntagged(
  reading: Reading,
  branches: readonly Branch[],
  { keyword, base }: Choice,
  place: ValuePlace,
): Made {
  if (keyword === 'oneOf' && !haveOwnForms(branches))
    return { reason: 'it is a choice of schemas that no field tells apart' };
  const options = branches.map(({ written, flat }) =>
    written['$ref'] !== undefined && assertionsOf(base).length === 0 ? { ref: written } : { flat },
  );
  return readOptions(reading, options, place);
}

function haveOwnForms(branches: readonly Branch[]): boolean {
  const forms = branches.flatMap(({ flat: { type } }) => (Array.isArray(type) ? type : [type ?? null]));
  const plain = forms.map((form) => (form === 'integer' ? 'number' : form));
  return !plain.includes(null) && new Set(plain).size === plain.length;
}

function isTexts(flat: NormalSchema): boolean {
  const { type, enum: values } = flat;
  if (assertionsOf(flat).some((keyword) => keyword !== 'type' && keyword !== 'enum')) return false;
  return (
    (type === undefined || type === 'string') &&
    Array.isArray(values) &&
    values.every((value) => typeof value === 'string')
  );
}

/** The field that tells branches apart, and its text in each of them. */
interface Tagged {
  readonly field: string;
  readonly tags: readonly string[];
}

/** The required property that has one text in each branch, and another one in each. */
function discriminatorOf(branches: readonly Branch[]): Tagged | undefined {
  if (branches.some(({ flat }) => flat['type'] !== 'object' || !isRecord(flat))) return undefined;
  const [first] = branches;
  const names = first ? entriesIn(first.flat, 'properties').map(([name]) => name) : [];
  for (const field of names) {
    const tags = branches.flatMap(({ flat }) => tagOf(flat, field) ?? []);
    if (isFieldName(field) && new Set(tags).size === branches.length) return { field, tags };
  }
  return undefined;
}

/** The `discriminator` of OpenAPI and AsyncAPI: its text is the name of the schema, or what is mapped to that. */
function namedDiscriminator({ set }: Reading, branches: readonly Branch[], base: NormalSchema): Tagged | undefined {
  const { discriminator } = base;
  const named: NormalSchema = isObject(discriminator) ? discriminator : { propertyName: discriminator ?? null };
  const field = named['propertyName'];
  if (typeof field !== 'string' || !isFieldName(field)) return undefined;
  if (branches.some(({ flat }) => flat['type'] !== 'object' || !listIn(flat, 'required').includes(field)))
    return undefined;
  const mapping = Object.entries(isObject(named['mapping']) ? named['mapping'] : {});
  const tags = branches.flatMap(({ written }) => {
    const ref = written['$ref'];
    const name = typeof ref === 'string' ? set.target(ref)?.name : undefined;
    if (name === undefined) return [];
    return mapping.find(([, to]) => typeof to === 'string' && to.split('/').at(-1) === name)?.[0] ?? name;
  });
  return new Set(tags).size === branches.length ? { field, tags } : undefined;
}

function tagOf(flat: NormalSchema, name: string): string | undefined {
  if (!listIn(flat, 'required').includes(name)) return undefined;
  const property = entriesIn(flat, 'properties').find(([key]) => key === name)?.[1];
  if (!property || Object.keys(property).some((keyword) => !TAG_WORDS.has(keyword))) return undefined;
  const { const: constant, enum: values, type } = property;
  if (type !== undefined && type !== 'string') return undefined;
  const value = Array.isArray(values) ? (values.length === 1 ? values[0] : undefined) : constant;
  return typeof value === 'string' && /\S/.test(value) ? value : undefined;
}

const TAG_WORDS = new Set(['type', 'const', 'enum', 'title', 'description', 'default', 'examples', '$comment']);

/** Each case is a type without the field that tells it from the others: that one is the union's. */
function unionOf(
  reading: Reading,
  branches: readonly Branch[],
  { field: discriminator, tags }: Tagged,
  place: ValuePlace,
): DraftTypeDef {
  const [name = place.name] = namesFor({}, place);
  const cases = branches.map(({ written, flat }, index) => {
    const tag = tags[index] ?? '';
    const ref = written['$ref'];
    const target = typeof ref === 'string' ? reading.set.target(ref) : undefined;
    const own = target ? typeName(target.name) : typeName(tag);
    const [preferred = own, ...hints] = target
      ? [own, `${name}${own}`]
      : namesFor(written, { ...place, root: name, parent: name, name: tag });
    const read = fieldsOf(reading, withoutField(flat, discriminator), { root: preferred, name: preferred });
    const fields = 'reason' in read ? { fields: [] } : read;
    const { summary, docs } = wordsOf(target?.schema ?? written, preferred);
    const definition = {
      shape: 'record' as const,
      ...fields,
      ...(summary !== undefined && { summary }),
      ...(docs !== undefined && { docs }),
    };
    return { tag, type: reading.builder.type(preferred, definition, { hints, span: reading.set.spanOf(written) }) };
  });
  return { shape: 'union', discriminator, cases };
}

function withoutField(flat: NormalSchema, name: string): NormalSchema {
  const { [name]: _field, ...properties } = isObject(flat['properties']) ? flat['properties'] : {};
  return { ...flat, properties, required: listIn(flat, 'required').filter((key) => key !== name) };
}
