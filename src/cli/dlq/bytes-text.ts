/** Bytes that are shown; `--json` has all. */
const MOST = 1_024;

/** Bytes that nothing could read: as text where they are text, else as numbers, in lines of at most `columns`. */
export function bytesLines(bytes: Uint8Array, columns: number): readonly string[] {
  const text = textOf(bytes);
  const count = `${bytes.length.toLocaleString('en')} ${bytes.length === 1 ? 'byte' : 'bytes'}`;
  if (bytes.length === 0) return ['(no data)'];
  if (text !== undefined) return [`(${count} that were not read as JSON, here as text)`, ...text.split('\n')];
  const shown = bytes.subarray(0, MOST);
  // Three columns a byte in hexadecimal, one as a character, and ten for the place.
  const perLine = columns >= 10 + 16 * 4 + 2 ? 16 : columns >= 10 + 8 * 4 + 2 ? 8 : 4;
  const lines = Array.from({ length: Math.ceil(shown.length / perLine) }, (_, index) =>
    hexLine(shown.subarray(index * perLine, (index + 1) * perLine), index * perLine, perLine),
  );
  const rest = bytes.length > MOST ? [`and ${(bytes.length - MOST).toLocaleString('en')} more`] : [];
  return [`(${count}, here in hexadecimal; \`--json\` has them in base64)`, ...lines, ...rest];
}

function hexLine(bytes: Uint8Array, at: number, perLine: number): string {
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const characters = [...bytes].map((byte) => (byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
  return `${at.toString(16).padStart(8, '0')}  ${hex.padEnd(perLine * 3 - 1)}  ${characters}`;
}

/** The text, where the bytes are one that a person can read. */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.length > 16 * MOST) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /[^\P{Cc}\r\n\t]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
