import { type DeadLetter, deadLetterFacts } from '../../runtime/index.js';

/** A letter for programs, without headers and data. */
export function letterSummary(letter: DeadLetter) {
  const { message, position, at } = letter;
  const { position: cameFrom, ...facts } = deadLetterFacts(letter);
  return {
    position,
    id: message.id,
    type: message.type,
    key: message.key,
    ...(at !== undefined && { at }),
    ...facts,
    ...(cameFrom !== undefined && { positionThere: cameFrom }),
  };
}

/** A whole letter for programs; bytes stand as base64 under `dataBase64`. */
export function letterJson(letter: DeadLetter, isDataShown: boolean) {
  const { headers, data } = letter.message;
  const shown = data instanceof Uint8Array ? { dataBase64: Buffer.from(data).toString('base64') } : { data };
  return { ...letterSummary(letter), headers, ...(isDataShown ? shown : { data: null }) };
}
