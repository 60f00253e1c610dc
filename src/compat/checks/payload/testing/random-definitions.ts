import type { JsonValue } from '../../../../model/index.js';
import type { Tape } from './tape.js';

/** A field in its long form. */
export interface FieldText {
  type: string;
  optional?: boolean;
  nullable?: boolean;
  default?: JsonValue;
  min?: number;
  exclusiveMin?: number;
  multipleOf?: number;
  unique?: boolean;
  keyPattern?: string;
  maxLength?: number;
  pattern?: string;
  renamedFrom?: string;
  pii?: boolean;
}

export type Fields = Record<string, FieldText>;

export type TypeText =
  | { fields: Fields; closed?: boolean }
  | { enum: string[]; unknown?: string }
  | { oneOf: Record<string, string>; discriminator: string }
  | { type: string; maxLength?: number; pii?: boolean };

/** Definitions as plain objects that edits may change. */
export interface Definitions {
  types: Record<string, TypeText>;
  payload: Fields;
}

/** Every type that is no name and contains no other. */
export const SCALARS = [
  'string',
  'boolean',
  'int',
  'long',
  'float',
  'double',
  'uuid',
  'date',
  'time',
  'timestamp',
  'duration',
  'bytes',
  'uri',
  'email',
  'decimal(8.2)',
  'decimal(10.2)',
  'decimal(10.4)',
] as const;

const ENUMS = ['enum(s|m)', 'enum(s|m|l)'] as const;

/** Some definitions with every kind of type. */
export function randomDefinitions(tape: Tape): Definitions {
  const types: Record<string, TypeText> = {
    Money: { fields: { amount: { type: 'decimal(12.2)' }, currency: { type: 'string' } } },
    Origin: { enum: ['web', 'shop', 'other'], ...(tape.rarely(2) && { unknown: 'other' }) },
    Card: { fields: { last4: { type: 'string' }, limit: randomField(tape, false) } },
    Cash: { fields: { till: { type: 'int' } } },
    Transfer: { fields: { iban: { type: 'Iban' } } },
    Voucher: { fields: { code: { type: 'string' } } },
    Method: { oneOf: { card: 'Card', voucher: 'Voucher', cash: 'Cash' }, discriminator: 'kind' },
    Iban: { type: 'string', maxLength: 34 },
    Tags: { type: 'list<enum(big|small)>' },
    Node: { fields: { label: { type: 'string' }, next: { type: 'Node', optional: true } } },
    Address: {
      ...(tape.rarely(3) && { closed: true }),
      fields: { street: { type: 'string' }, first: randomField(tape, false), second: randomField(tape, false) },
    },
  };
  const count = 1 + tape.below(4);
  const payload: Fields = { orderId: { type: 'uuid' } };
  for (let index = 0; index < count; index++) payload[`f${index}`] = randomField(tape, true);
  return { types, payload };
}

/** A field of some type; `deep` lets it be of a type that has fields itself. */
export function randomField(tape: Tape, deep: boolean): FieldText {
  const type = randomType(tape, deep);
  const value = tape.rarely(3) ? defaultOf(type) : undefined;
  return {
    type,
    ...(tape.rarely(3) && { optional: true }),
    ...(tape.rarely(4) && { nullable: true }),
    ...(value !== undefined && { default: value }),
    ...(tape.rarely(3) && boundOf(tape, type)),
  };
}

const NAMES = ['Money', 'Origin', 'Method', 'Iban', 'Tags', 'Node', 'Address'] as const;

export function randomType(tape: Tape, deep: boolean): string {
  const kind = tape.below(deep ? 12 : 5);
  if (kind < 4) return tape.one(SCALARS);
  if (kind === 4) return tape.one(ENUMS);
  if (kind === 5) return `list<${tape.one([...SCALARS, 'Money', 'Origin', 'string|null'])}>`;
  return kind === 6 ? `map<${tape.one(['string', 'long', 'Money'])}>` : tape.one(NAMES);
}

export function defaultOf(type: string): JsonValue | undefined {
  if (type === 'string') return 'EUR';
  if (type === 'int' || type === 'long') return 3;
  if (type === 'Origin') return 'shop';
  return undefined;
}

export function boundOf(tape: Tape, type: string): Partial<FieldText> {
  if (['int', 'long', 'float', 'double'].includes(type))
    return tape.one([
      { min: tape.below(3) },
      { min: 2 },
      { exclusiveMin: tape.below(3) },
      { multipleOf: 1 + tape.below(3) },
    ]);
  if (type === 'decimal(8.2)') return { min: tape.below(3) };
  if (type === 'map<string>') return { keyPattern: tape.one(['^a', '^b']) };
  if (type.startsWith('list') && tape.rarely(2)) return { unique: true };
  if (type === 'string')
    return tape.one([{ maxLength: 4 }, { maxLength: 6 }, { pattern: '^[A-Z]{3}$' }, { pattern: '^[A-Z]+$' }]);
  return type.startsWith('list') || type === 'bytes' ? { maxLength: 1 + tape.below(4) } : {};
}

/** The definitions as the text of a file; JSON is YAML too. */
export function textOf({ types, payload }: Definitions): string {
  return JSON.stringify({
    types,
    services: { order: { owner: 'team-checkout' } },
    events: { OrderPlaced: { version: '1.0.0', producer: 'order', payload } },
  });
}
