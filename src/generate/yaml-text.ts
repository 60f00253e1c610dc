/** What can be printed as YAML; keys keep their order, `undefined` is left out. */
export type YamlValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue };

/** Words that some version of YAML reads as something else than a text. */
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i;
const PLAIN = /^[A-Za-z_$](?:[\w./-]|,? (?=\w)|[,'](?=\w))*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is there to find.
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Cs}/gu;

/** A block of YAML that every reader of YAML 1.1 and 1.2 reads alike: whatever could be taken for something else is quoted. */
export function yamlText(value: { readonly [key: string]: YamlValue } | readonly YamlValue[]): string {
  const lines = Array.isArray(value) ? listLines(value) : mapLines(value as { readonly [key: string]: YamlValue });
  return lines.length === 0 ? (Array.isArray(value) ? '[]\n' : '{}\n') : `${lines.join('\n')}\n`;
}

/** A text as one scalar of YAML, plain where that is safe, else in double quotes. */
function yamlScalar(text: string): string {
  if (PLAIN.test(text) && !RESERVED.test(text)) return text;
  return JSON.stringify(text).replace(HIDDEN, escapeUnit);
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function mapLines(map: { readonly [key: string]: YamlValue }): readonly string[] {
  return Object.entries(map).flatMap(([key, value]) => (value === undefined ? [] : entryLines(yamlScalar(key), value)));
}

function entryLines(key: string, value: YamlValue): readonly string[] {
  const inner = blockLines(value);
  return inner === undefined ? [`${key}: ${scalarText(value)}`] : [`${key}:`, ...inner.map((line) => `  ${line}`)];
}

function listLines(list: readonly YamlValue[]): readonly string[] {
  return list.flatMap((item) => {
    const inner = blockLines(item);
    if (inner === undefined) return [`- ${scalarText(item)}`];
    return inner.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
  });
}

/** The lines of a map or list that has anything in it; undefined for what stands on its line. */
function blockLines(value: YamlValue): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const lines = Array.isArray(value) ? listLines(value) : mapLines(value as { readonly [key: string]: YamlValue });
  return lines.length === 0 ? undefined : lines;
}

function scalarText(value: YamlValue): string {
  if (typeof value === 'string') return yamlScalar(value);
  if (Array.isArray(value)) return '[]';
  if (typeof value === 'object' && value !== null) return '{}';
  return String(value);
}
