import type { ChangeOf, TypeFact } from '../../../change.js';
import { breaks, type Ruling, risks } from '../../../check.js';
import { canBeNullInAvro } from './presence.js';
import { combinedRuling, isSpelledEnum } from './schema-types.js';
import { type OneWay, sidesOf, type Way } from './way.js';
import { placeOf } from './words.js';

type NullChange = ChangeOf<'null-allowed' | 'null-forbidden'>;

/** What null breaks on one way: the one who may write it is on the new side of `null-allowed`, on the old of `null-forbidden`. */
export function nullRulings(way: Way, change: NullChange): OneWay {
  const readerTakesNull = (change.kind === 'null-allowed') === (way.direction === 'backward');
  return readerTakesNull ? nullAtReader(way, change) : nullAtWriter(way, change);
}

function nullAtWriter(way: Way, change: NullChange): OneWay {
  const { words } = way;
  const place = placeOf(change);
  return {
    json: breaks(`${words.reader} does not take \`null\`, which ${words.written} may have in ${place}.`),
    'json-schema': breaks(`${words.schema} does not let \`null\` pass, which ${words.written} may have in ${place}.`),
    avro: isNullInAvro(way, change)
      ? undefined
      : breaks(`${words.reader} has no \`null\` in the Avro type of ${place}, which ${words.written} may have.`),
    protobuf: wrapperRuling(way, change) ?? risks(`${words.reader} reads \`null\` in ${place} as an empty message.`),
  };
}

function nullAtReader(way: Way, change: NullChange): OneWay {
  const { words } = way;
  return {
    'json-schema': isCombined(change) ? combinedRuling(way, change.type.text) : undefined,
    protobuf: wrapperRuling(way, change),
    typescript: breaks(`${words.code} does not expect \`null\` in ${placeOf(change)}, which ${words.types} allow.`),
  };
}

/** Whether the schema of a type stands behind a reference and is put together of several. */
function isCombined({ type }: NullChange): boolean {
  return type.kind === 'union' || (type.kind === 'enum' && !isSpelledEnum(type));
}

/** A field that may be absent is a union with `null` there anyway. */
function isNullInAvro(way: Way, { from, to }: NullChange): boolean {
  const { reader } = sidesOf(way, from, to);
  return reader !== undefined && canBeNullInAvro(reader);
}

/** Null is a message that is not there; what is no message, or stands in a list or map, takes one around it. */
function wrapperRuling({ words }: Way, change: NullChange): Ruling | undefined {
  const { type } = change;
  const isItem = change.from === undefined && change.to === undefined;
  if (type.kind === 'json' || (isMessage(type) && !isItem)) return undefined;
  return breaks(
    `${words.reader} reads ${placeOf(change)} in another form: in Protobuf a \`${type.text}\` that may be null is a message around the value.`,
  );
}

function isMessage(type: TypeFact): boolean {
  if (type.kind === 'primitive') return type.name === 'timestamp' || type.name === 'duration';
  return type.kind === 'record' || type.kind === 'union';
}
