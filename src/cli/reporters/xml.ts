/** What XML 1.0 cannot hold in any form: control characters, halves of surrogate pairs, two noncharacters. */
const FORBIDDEN = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text between tags; what XML cannot hold becomes a replacement character. */
export function xmlText(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>\r]/g, (character) => ENTITIES[character] ?? character);
}

/** Attributes with a space before each; those without a value are left out. Line breaks survive. */
export function xmlAttributes(values: Readonly<Record<string, string | number | undefined>>): string {
  const escaped = (value: string | number) =>
    String(value)
      .replace(FORBIDDEN, '\uFFFD')
      .replace(/[&<>"\t\n\r]/g, (character) => ENTITIES[character] ?? character);
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escaped(value)}"`))
    .join('');
}
