import { memoised } from '../../model/graph.js';
import type { Catalog, Field, MessageDef, TypeExpr } from '../../model/index.js';
import { innermostName, innermostType } from '../../model/values/value-type.js';
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
  return (message) => {
    const found: SecretField[] = [];
    for (const field of message.payload.fields) collectFrom(walk, field, '', NO_OWNER, found);
    return found;
  };
}

const NO_OWNER: readonly string[] = [''];

interface Walk {
  readonly catalog: Catalog;
  /** Types that were gone into, with the name they stand under: one may contain itself. */
  readonly entered: Set<string>;
}

/** Adds to `found`, and makes nothing for a field without secrets: a big catalog has a hundred thousand. */
function collectFrom(walk: Walk, field: Field, prefix: string, owners: readonly string[], found: SecretField[]): void {
  const path = prefix + field.name;
  const noun = nounOf(walk.catalog, field, owners);
  const marked = field.secret || isMarked(walk.catalog, field.type);
  if (noun !== undefined || marked) found.push({ field, path, noun, marked });
  const inner = fieldsInside(walk, field.type, field.name);
  if (inner.length === 0) return;
  const typeName = nameOf(field.type) ?? '';
  // `number` is a card number in `card: Instrument` as in `method: Card`, and in neither if one of the two says `masked`.
  const inOwners = [`${field.name} ${typeName}`, `${typeName} ${field.name}`];
  for (const one of inner) collectFrom(walk, one, `${path}.`, inOwners, found);
}

function nounOf(catalog: Catalog, field: Field, owners: readonly string[]): string | undefined {
  const secretsOf = nounFinder(catalog);
  let noun: string | undefined;
  for (const owner of owners) noun ??= secretsOf(owner)(field.name);
  noun ??= secretsOf('')(nameOf(field.type) ?? '');
  return noun !== undefined && canHold(catalog, field.type, noun) ? noun : undefined;
}

/** By what a field stands in, the secret that its name means there. */
const nounFinder = memoised((catalog) => byText((owner) => byText((name) => secretFinder(catalog)(name, owner))));

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
  if (type.kind === 'anyOf') return type.options.some((option) => isMarked(catalog, option));
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
    case 'anyOf':
      return resolved.options.flatMap((option) => fieldsInside(walk, option, under));
    default:
      return [];
  }
}

function nameOf(type: TypeExpr): string | undefined {
  return innermostName(type, ['list']);
}
