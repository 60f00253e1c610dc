import type { ChangeOf } from '../../../change.js';
import { breaks, risks } from '../../../check.js';
import type { OneWay, Way } from './way.js';
import { placeOf } from './words.js';

type ValueChange = ChangeOf<'enum-value-added' | 'enum-value-removed'>;

/** What a value breaks that only one side knows: the new one of `enum-value-added`, the old one of `enum-value-removed`. */
export function valueRulings(way: Way, change: ValueChange): OneWay {
  const readerKnows = (change.kind === 'enum-value-added') === (way.direction === 'backward');
  return readerKnows ? valueAtReader(way, change) : valueAtWriter(way, change);
}

function valueAtWriter({ words }: Way, change: ValueChange): OneWay {
  const { value, unknown } = change;
  const place = placeOf(change);
  const refused = `does not know \`${value}\` in ${place}, which ${words.written} may have`;
  const why = unknown === undefined ? ', and has no `unknown` value to take it for' : '';
  return {
    ...(unknown === undefined && {
      json: breaks(`${words.reader} ${refused}${why}.`),
      avro: breaks(`${words.reader} ${refused}, and the enumeration has no default in Avro.`),
    }),
    'json-schema': breaks(
      `${words.schema} ${refused}${unknown === undefined ? '' : `; that \`${unknown}\` stands for such values, a JSON Schema cannot say`}.`,
    ),
    protobuf: risks(
      `${words.reader} reads \`${value}\` in ${place} as a bare number, and in Protobuf's JSON form refuses the name.`,
    ),
    typescript: breaks(`${words.code} handles \`${value}\` of ${place}, which ${words.types} do not have.`),
  };
}

function valueAtReader({ words }: Way, change: ValueChange): OneWay {
  const reason = `${words.code} handles every value of ${placeOf(change)} but \`${change.value}\`, which ${words.types} have.`;
  return { typescript: breaks(reason) };
}
