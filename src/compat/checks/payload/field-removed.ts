import type { CompatCheck } from '../../check.js';
import { orderPlaced } from './example.js';
import { onlyAtReader, onlyAtWriter } from './reading/presence.js';
import { bothWays } from './reading/way.js';
import { homeOf } from './reading/words.js';

/** Judges that a field is gone. */
export const fieldRemoved: CompatCheck<'field-removed'> = {
  id: 'field-removed',
  group: 'payload',
  since: '0.1.0',
  summary: 'A field is removed.',
  why: 'Who is still on the old definition misses the field in new messages, unless it is optional there or has a default. Code that reads it no longer compiles. Readers on the new definition pass it over in old messages, but for a JSON Schema with closed objects.',
  examples: [
    {
      title: 'required',
      before: orderPlaced('orderId: uuid, couponCode: string'),
      after: orderPlaced('orderId: uuid'),
      verdicts: {
        json: 'forward',
        'json-schema': 'forward',
        avro: 'forward',
        protobuf: 'forward?',
        typescript: 'backward',
      },
    },
    {
      title: 'optional',
      before: orderPlaced('orderId: uuid, couponCode: string?'),
      after: orderPlaced('orderId: uuid'),
      verdicts: { typescript: 'backward' },
    },
    {
      title: 'optional, and another one of its type has come',
      before: orderPlaced('orderId: uuid, couponCode: string?'),
      after: orderPlaced('orderId: uuid, voucherCode: string?'),
      verdicts: { typescript: 'backward' },
    },
    {
      title: 'optional, in closed objects',
      before: orderPlaced('orderId: uuid, couponCode: string?'),
      after: orderPlaced('orderId: uuid'),
      settings:
        'catalog: shop\ncompat: { jsonSchema: sound }\ngenerate: [{ target: json-schema, out: schemas, additionalProperties: false }]\n',
      verdicts: { 'json-schema': 'backward', typescript: 'backward' },
    },
  ],
  describe(change) {
    const { field, resembles } = change;
    const told = `${homeOf(change)} no longer has the field \`${field.name}\``;
    return resembles === undefined
      ? `${told}.`
      : `${told}; \`${resembles}\` may be its new name, which \`renamedFrom: ${field.name}\` would say.`;
  },
  judge: (change, context) =>
    bothWays(context, (way) =>
      way.direction === 'forward'
        ? onlyAtReader(way, change.field, change.closed)
        : onlyAtWriter(way, change.field, change.closed),
    ),
  instead: ({ field: { name, optional, deprecated }, resembles }) => {
    const first = deprecated ? `Keep \`${name}\`` : `Mark \`${name}\` as \`deprecated\``;
    const rest = optional ? '' : ', make it optional in a version that all readers take,';
    const renamed = resembles === undefined ? 'that field' : `\`${resembles}\``;
    return `${first}${rest} and remove it when nobody reads it any more. Where it only has another name now, say \`renamedFrom: ${name}\` on ${renamed}.`;
  },
};
