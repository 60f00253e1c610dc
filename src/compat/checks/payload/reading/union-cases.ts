import type { ChangeOf } from '../../../change.js';
import { breaks, risks } from '../../../check.js';
import type { OneWay, Way } from './way.js';
import { placeOf } from './words.js';

type CaseChange = ChangeOf<'union-case-added' | 'union-case-removed'>;

/** What a case breaks that only one side knows: the new one of `union-case-added`, the old one of `union-case-removed`. */
export function caseRulings(way: Way, change: CaseChange): OneWay {
  const readerKnows = (change.kind === 'union-case-added') === (way.direction === 'backward');
  return readerKnows ? caseAtReader(way, change) : caseAtWriter(way, change);
}

function caseAtWriter({ words }: Way, change: CaseChange): OneWay {
  const { tag, type } = change;
  const place = placeOf(change);
  const refused = `does not know the case \`${tag}\` of ${place}, which ${words.written} may have`;
  return {
    json: breaks(`${words.reader} ${refused}; a union has no case for what is not known.`),
    'json-schema': breaks(`${words.schema} ${refused}.`),
    avro: breaks(`${words.reader} ${refused}: \`${type}\` is no branch of its Avro union.`),
    protobuf: risks(`${words.reader} finds no case set in ${place} where \`${tag}\` was written.`),
    typescript: breaks(`${words.code} handles the case \`${tag}\` of ${place}, which ${words.types} do not have.`),
  };
}

function caseAtReader({ words }: Way, change: CaseChange): OneWay {
  const reason = `${words.code} handles every case of ${placeOf(change)} but \`${change.tag}\`, which ${words.types} have.`;
  return { typescript: breaks(reason) };
}
