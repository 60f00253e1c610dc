import { boundsFor } from '../../../generate/targets/json-schema/type-schema.js';
import type { ResolvedType } from '../../../model/values/value-type.js';
import type { ChangeOf, TypeFact } from '../../change.js';
import { breaks, type CompatCheck, type Ruling, risks } from '../../check.js';
import { orderPlaced } from './example.js';
import { bothWays, type OneWay, sidesOf, type Way } from './reading/way.js';
import { placeOf } from './reading/words.js';

type Bounded = ChangeOf<'bound-changed'>;

/** Judges that a bound on a value is tighter, looser, or another. */
export const boundChanged: CompatCheck<'bound-changed'> = {
  id: 'bound-changed',
  group: 'payload',
  since: '0.1.0',
  summary: 'A bound on a value has changed.',
  why: 'A bound counts where values are checked: in the JSON of this catalog and in its JSON Schemas. A tighter one refuses values that were right before; a looser one lets values pass that who is still on the old definition refuses. Of two patterns nobody can tell in general whether one lets pass all that the other does. Avro, Protobuf and TypeScript have no bounds.',
  examples: [
    {
      title: 'tighter',
      before: orderPlaced('orderId: uuid, note: { type: string, maxLength: 500 }'),
      after: orderPlaced('orderId: uuid, note: { type: string, maxLength: 200 }'),
      verdicts: { json: 'backward', 'json-schema': 'backward' },
    },
    {
      title: 'looser',
      before: orderPlaced('orderId: uuid, lines: { type: list<string>, maxLength: 10 }'),
      after: orderPlaced('orderId: uuid, lines: { type: list<string>, maxLength: 50 }'),
      verdicts: { json: 'forward', 'json-schema': 'forward' },
    },
    {
      title: 'new',
      before: orderPlaced('orderId: uuid, quantity: int'),
      after: orderPlaced('orderId: uuid, quantity: { type: int, min: 1 }'),
      verdicts: { json: 'backward', 'json-schema': 'backward' },
    },
    {
      title: 'of a decimal, which is a text in JSON',
      before: orderPlaced('orderId: uuid, total: { type: decimal(12.2), min: 0 }'),
      after: orderPlaced('orderId: uuid, total: decimal(12.2)'),
      verdicts: { json: 'forward' },
    },
    {
      title: 'another pattern',
      before: orderPlaced('orderId: uuid, sku: { type: string, pattern: "^[A-Z]{3}$" }'),
      after: orderPlaced('orderId: uuid, sku: { type: string, pattern: "^[A-Z]{3}-[0-9]+$" }'),
      verdicts: { json: 'backward? forward?', 'json-schema': 'backward forward' },
    },
    {
      title: 'items that may come twice',
      before: orderPlaced('orderId: uuid, tags: { type: list<string>, unique: true }'),
      after: orderPlaced('orderId: uuid, tags: list<string>'),
      verdicts: { json: 'forward', 'json-schema': 'forward' },
    },
    {
      title: 'within a named type',
      before: orderPlaced('orderId: uuid, iban: Iban', 'Iban: { type: string, maxLength: 34 }'),
      after: orderPlaced('orderId: uuid, iban: Iban', 'Iban: { type: string, maxLength: 22 }'),
      verdicts: { json: 'backward', 'json-schema': 'backward' },
    },
  ],
  describe: (change) => {
    const [from, to] = [change.from, change.to].map((value) => (value === undefined ? 'none' : `\`${value}\``));
    return `The \`${change.bound}\` of ${placeOf(change)} is ${to} now instead of ${from}.`;
  },
  judge: (change, context) => bothWays(context, (way) => boundRulings(way, change)),
  instead: ({ effect, bound }) =>
    effect === 'looser'
      ? 'Let all readers take the looser bound before a producer writes values beyond the old one.'
      : `Hold the new \`${bound}\` in producers first; write it down when no message beyond it is left, or in a new major version beside the old one.`,
};

function boundRulings(way: Way, change: Bounded): OneWay {
  if (!isHeld(change)) return {};
  const { words } = way;
  const refuses = `${words.reader} refuses values of ${placeOf(change)} that are right in ${words.written}`;
  if (change.effect === 'other') {
    const json = risks(
      `${words.reader} may refuse values of ${placeOf(change)} that are right in ${words.written}, as the \`${change.bound}\` is another.`,
    );
    return { json, 'json-schema': isInSchema(change) ? patternRuling(way, change, json) : undefined };
  }
  if ((change.effect === 'tighter') !== (way.direction === 'backward')) return {};
  const { reader } = sidesOf(way, change.from, change.to);
  const json = breaks(`${refuses}: its \`${change.bound}\` is \`${reader}\`.`);
  return { json, ...(isInSchema(change) && { 'json-schema': json }) };
}

function patternRuling({ profile, words }: Way, change: Bounded, sound: Ruling): Ruling {
  if (profile === 'sound') return sound;
  return breaks(
    `${words.schema} has another pattern for ${placeOf(change)}, and Confluent's rules take any other pattern for a break.`,
  );
}

/** Whether a bound says anything of values of this type. */
function isHeld({ bound, type }: Bounded): boolean {
  const isNumber = type.kind === 'decimal' || (type.kind === 'primitive' && NUMBERS.includes(type.name));
  if (['min', 'max', 'exclusiveMin', 'exclusiveMax', 'multipleOf'].includes(bound)) return isNumber;
  if (isNumber || (type.kind === 'primitive' && type.name === 'boolean')) return false;
  if (bound === 'pattern' || bound === 'format') return type.kind === 'primitive' && type.name !== 'bytes';
  if (bound === 'unique') return type.kind === 'list';
  if (bound === 'keyPattern') return type.kind === 'map';
  return type.kind === 'primitive' || type.kind === 'list';
}

const NUMBERS: readonly string[] = ['int', 'long', 'float', 'double'];

/** Whether the bound makes a difference in the JSON Schema: those of decimals do not stand there, and bytes are counted by threes. */
function isInSchema({ bound, type, from, to }: Bounded): boolean {
  const resolved = boundedType(type);
  if (resolved === undefined) return false;
  const [old, next] = [from, to].map((value) => boundsFor(resolved, value === undefined ? {} : { [bound]: value }));
  return JSON.stringify(old) !== JSON.stringify(next);
}

function boundedType(type: TypeFact): ResolvedType | undefined {
  if (type.kind === 'primitive') return { kind: 'primitive', name: type.name };
  const text = { kind: 'primitive', name: 'string' } as const;
  if (type.kind === 'map') return { kind: 'map', values: text };
  return type.kind === 'list' ? { kind: 'list', items: text } : undefined;
}
