import type { ChangeOf } from '../../change.js';
import { breaks, type CompatCheck, type Ruling, risks } from '../../check.js';
import { orderPlaced } from './example.js';
import { hasInlineType } from './reading/inline-types.js';
import { hasAvroDefault, onlyAtReader, onlyAtWriter } from './reading/presence.js';
import { bothWays, type OneWay, sidesOf, type Way, worse } from './reading/way.js';
import { homeOf } from './reading/words.js';

type Renamed = ChangeOf<'field-renamed'>;

/** Judges that a field has another name, as `renamedFrom` or `aliases` say. */
export const fieldRenamed: CompatCheck<'field-renamed'> = {
  id: 'field-renamed',
  group: 'payload',
  since: '0.1.0',
  summary: 'A field has another name.',
  why: 'JSON has nothing but names: a reader looks for its own and does not find it. Avro readers follow the aliases of their own schema, so the new side reads old data; the old side knows nothing of the new name. On the wire Protobuf has numbers, which a rename keeps; its JSON form has names.',
  examples: [
    {
      title: 'required',
      before: orderPlaced('orderId: uuid, amount: long'),
      after: orderPlaced('orderId: uuid, total: { type: long, renamedFrom: amount }'),
      verdicts: {
        json: 'backward forward',
        'json-schema': 'backward forward',
        avro: 'forward',
        protobuf: 'backward forward',
        typescript: 'backward forward',
      },
    },
    {
      title: 'optional',
      before: orderPlaced('orderId: uuid, remark: string?'),
      after: orderPlaced('orderId: uuid, note: { type: string, optional: true, aliases: [remark] }'),
      verdicts: {
        json: 'backward forward',
        avro: 'forward?',
        protobuf: 'backward forward',
        typescript: 'backward forward',
      },
    },
    {
      title: 'of an enumeration that is written out',
      before: orderPlaced('orderId: uuid, size: enum(s|m|l)'),
      after: orderPlaced('orderId: uuid, extent: { type: enum(s|m|l), renamedFrom: size }'),
      verdicts: {
        json: 'backward forward',
        'json-schema': 'backward forward',
        avro: 'backward forward',
        protobuf: 'backward forward',
        typescript: 'backward forward',
      },
    },
  ],
  describe: (change) => `The field \`${change.from.name}\` of ${homeOf(change)} is called \`${change.to.name}\` now.`,
  judge: (change, context) => bothWays(context, (way) => renameRulings(way, change)),
  instead: ({ from, to }) =>
    `Add \`${to.name}\` as an optional field beside \`${from.name}\`, write both, and remove \`${from.name}\` when nobody reads it any more.`,
};

function renameRulings(way: Way, change: Renamed): OneWay {
  const { reader, writer } = sidesOf(way, change.from, change.to);
  const { words } = way;
  const lost = `${words.reader} looks for \`${reader.name}\`, and ${words.written} have \`${writer.name}\``;
  const [known, written] = [onlyAtReader(way, reader, change.closed), onlyAtWriter(way, writer, change.closed)];
  return {
    json: breaks(`${lost}: nothing in JSON follows other names.`),
    'json-schema': worse(known['json-schema'], written['json-schema']),
    avro: avroRuling(way, change, lost),
    protobuf: breaks(`${lost} in Protobuf's JSON form; on the wire the number stays the same.`),
    typescript: written.typescript,
  };
}

function avroRuling(way: Way, change: Renamed, lost: string): Ruling | undefined {
  const { reader, writer } = sidesOf(way, change.from, change.to);
  const { words } = way;
  const follows = reader.renamedFrom === writer.name || reader.aliases.includes(writer.name);
  if (!follows && hasAvroDefault(way.reader, reader))
    return risks(`${lost}; it takes the default instead of the value.`);
  if (!follows) return breaks(`${lost}, which is none of its aliases.`);
  if (!hasInlineType(reader.type)) return undefined;
  return breaks(
    `${words.reader} follows the alias, but a type that is written out is called after its field in Avro, and the two names differ.`,
  );
}
