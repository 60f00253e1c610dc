import type { Catalog, Field, MessageDef, TypeExpr } from '../../model/index.js';
import { innermostType } from '../../model/values/value-type.js';
import { NUMERIC_SECRETS } from '../lexicon/secrets.js';
import { secretIn } from './secret-names.js';

/** A field of a message, or of a type in it, that holds a secret. */
export interface SecretField {
  readonly field: Field;
  /** From the payload, such as `card.number`. */
  readonly path: string;
  /** The secret that its name means; undefined where only `secret: true` says so. */
  readonly noun: string | undefined;
  readonly marked: boolean;
}

/** Every secret in a payload, also in the records, lists and unions inside it. */
export function secretFields(catalog: Catalog, message: MessageDef): readonly SecretField[] {
  const walk: Walk = { catalog, entered: new Set() };
  return message.payload.fields.flatMap((field) => fromField(walk, field, '', ['']));
}

interface Walk {
  readonly catalog: Catalog;
  /** Types that were gone into: each is reported once, and one may contain itself. */
  readonly entered: Set<string>;
}

function fromField(walk: Walk, field: Field, prefix: string, owners: readonly string[]): readonly SecretField[] {
  const path = prefix + field.name;
  const typeName = nameOf(field.type) ?? '';
  const noun = nounOf(walk.catalog, field, owners);
  const marked = field.secret || isMarked(walk.catalog, field.type);
  const own = noun !== undefined || marked ? [{ field, path, noun, marked }] : [];
  const inner = fieldsInside(walk, field.type);
  // `number` is a card number in `card: Instrument` as in `method: Card`, and in neither if one of the two says `masked`.
  const inOwners = [`${field.name} ${typeName}`, `${typeName} ${field.name}`];
  return [...own, ...inner.flatMap((one) => fromField(walk, one, `${path}.`, inOwners))];
}

function nounOf(catalog: Catalog, field: Field, owners: readonly string[]): string | undefined {
  const named = owners.map((owner) => secretIn(field.name, owner)).find((one) => one !== undefined);
  const noun = named ?? secretIn(nameOf(field.type) ?? '');
  return noun !== undefined && canHold(catalog, field.type, noun) ? noun : undefined;
}

/** Flags, times and enumerations about a secret hold none; a number only holds what is digits itself. */
function canHold(catalog: Catalog, type: TypeExpr, noun: string): boolean {
  const resolved = innermostType(catalog, type, ['list', 'map']);
  if (resolved.kind !== 'primitive') return false;
  if (resolved.name === 'int' || resolved.name === 'long') return NUMERIC_SECRETS.has(noun);
  return ['string', 'bytes', 'uuid', 'uri'].includes(resolved.name);
}

function isMarked(catalog: Catalog, type: TypeExpr): boolean {
  if (type.kind === 'list') return isMarked(catalog, type.items);
  if (type.kind === 'map') return isMarked(catalog, type.values);
  if (type.kind === 'nullable') return isMarked(catalog, type.inner);
  const def = type.kind === 'named' ? catalog.types.get(type.ref.name) : undefined;
  return def?.shape === 'scalar' && def.secret;
}

function fieldsInside(walk: Walk, type: TypeExpr): readonly Field[] {
  const resolved = innermostType(walk.catalog, type, ['list', 'map']);
  switch (resolved.kind) {
    case 'record': {
      if (resolved.def && walk.entered.has(resolved.def.id)) return [];
      if (resolved.def) walk.entered.add(resolved.def.id);
      return resolved.fields;
    }
    case 'union':
      return resolved.def.cases.flatMap((one) => fieldsInside(walk, { kind: 'named', ref: one.type }));
    default:
      return [];
  }
}

function nameOf(type: TypeExpr): string | undefined {
  if (type.kind === 'named') return type.ref.name;
  if (type.kind === 'nullable') return nameOf(type.inner);
  return type.kind === 'list' ? nameOf(type.items) : undefined;
}
