import { memoised } from '../../model/graph.js';
import type { Catalog, Field, MessageDef, TypeExpr } from '../../model/index.js';
import { innermostType } from '../../model/values/value-type.js';
import { byText } from '../lexicon/by-text.js';
import { numericSecrets, secretFinder } from './secret-names.js';

/** A field of a message, or of a type in it, that holds a secret. */
export interface SecretField {
  readonly field: Field;
  /** From the payload, such as `card.number`. */
  readonly path: string;
  /** The secret that its name means; undefined where only `secret: true` says so. */
  readonly noun: string | undefined;
  readonly marked: boolean;
}

/**
 * Finds the secrets in payloads, also in the records, lists and unions inside them. A type is gone into once for each name that
 * it stands under, whatever message comes first: the secrets in it are the same.
 */
export function secretFinderIn(catalog: Catalog): (message: MessageDef) => readonly SecretField[] {
  const walk: Walk = { catalog, entered: new Set() };
  return (message) => message.payload.fields.flatMap((field) => fromField(walk, field, '', ['']));
}

interface Walk {
  readonly catalog: Catalog;
  /** Types that were gone into, with the name they stand under: one may contain itself. */
  readonly entered: Set<string>;
}

function fromField(walk: Walk, field: Field, prefix: string, owners: readonly string[]): readonly SecretField[] {
  const path = prefix + field.name;
  const typeName = nameOf(field.type) ?? '';
  const noun = nounOf(walk.catalog, field, owners);
  const marked = field.secret || isMarked(walk.catalog, field.type);
  const own = noun !== undefined || marked ? [{ field, path, noun, marked }] : [];
  const inner = fieldsInside(walk, field.type, field.name);
  // `number` is a card number in `card: Instrument` as in `method: Card`, and in neither if one of the two says `masked`.
  const inOwners = [`${field.name} ${typeName}`, `${typeName} ${field.name}`];
  return [...own, ...inner.flatMap((one) => fromField(walk, one, `${path}.`, inOwners))];
}

function nounOf(catalog: Catalog, field: Field, owners: readonly string[]): string | undefined {
  const secretIn = nounFinder(catalog);
  const named = owners.map((owner) => secretIn(`${owner}/${field.name}`)).find((one) => one !== undefined);
  const noun = named ?? secretIn(`/${nameOf(field.type) ?? ''}`);
  return noun !== undefined && canHold(catalog, field.type, noun) ? noun : undefined;
}

/** The secret that a name means behind the slash of a text, in what stands before it. */
const nounFinder = memoised((catalog) =>
  byText((both) => {
    const at = both.lastIndexOf('/');
    return secretFinder(catalog)(both.slice(at + 1), both.slice(0, at));
  }),
);

/** Flags, times and enumerations about a secret hold none; a number only holds what is digits itself. */
function canHold(catalog: Catalog, type: TypeExpr, noun: string): boolean {
  const resolved = innermostType(catalog, type, ['list', 'map']);
  if (resolved.kind !== 'primitive') return false;
  if (resolved.name === 'int' || resolved.name === 'long') return numericSecrets(catalog).has(noun);
  return ['string', 'bytes', 'uuid', 'uri'].includes(resolved.name);
}

function isMarked(catalog: Catalog, type: TypeExpr): boolean {
  if (type.kind === 'list') return isMarked(catalog, type.items);
  if (type.kind === 'map') return isMarked(catalog, type.values);
  if (type.kind === 'nullable') return isMarked(catalog, type.inner);
  const def = type.kind === 'named' ? catalog.types.get(type.ref.name) : undefined;
  return def?.shape === 'scalar' && def.secret;
}

function fieldsInside(walk: Walk, type: TypeExpr, under: string): readonly Field[] {
  const resolved = innermostType(walk.catalog, type, ['list', 'map']);
  switch (resolved.kind) {
    case 'record': {
      const key = `${under} ${resolved.def?.id}`;
      if (resolved.def && walk.entered.has(key)) return [];
      if (resolved.def) walk.entered.add(key);
      return resolved.fields;
    }
    case 'union': {
      const key = `${under} ${resolved.def.id}`;
      if (walk.entered.has(key)) return [];
      walk.entered.add(key);
      return resolved.def.cases.flatMap((one) => fieldsInside(walk, { kind: 'named', ref: one.type }, under));
    }
    default:
      return [];
  }
}

function nameOf(type: TypeExpr): string | undefined {
  if (type.kind === 'named') return type.ref.name;
  if (type.kind === 'nullable') return nameOf(type.inner);
  return type.kind === 'list' ? nameOf(type.items) : undefined;
}
