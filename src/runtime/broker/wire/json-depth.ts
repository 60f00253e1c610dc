const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** What is nested more deeply can be read, but neither checked nor written again: it would hold up its key for ever. */
const DEEPEST = 1000;

/** Says whether the bytes of a JSON text have too many lists and objects in each other. */
export function isTooDeep(bytes: Uint8Array): boolean {
  if (bytes.length <= DEEPEST) return false;
  let depth = 0;
  let isText = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === QUOTE) isText = !isText;
    else if (isText) {
      if (byte === BACKSLASH) index += 1;
    } else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
  }
  return false;
}
