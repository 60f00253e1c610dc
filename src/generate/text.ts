import { capital } from '../diagnostics/index.js';

/** Characters that end a line in some reader, or that make text look like something it is not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is there to find.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Cs}/gu;
/** Text of which every place here takes every character as it is: nearly all that a catalog has, so nothing is looked for in it. */
const PLAIN = /^[\w .,:;()+=?!@#%&[\]|~^"-]*$/;
const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** One line of text from the catalog as it may stand in a `/* ... *\/` or `//` comment of any language here. */
export function commentText(text: string): string {
  if (PLAIN.test(text)) return text.trimEnd();
  return text.replace(UNSAFE, ' ').replaceAll('*/', '*\\/').replaceAll('/*', '/\\*').trimEnd();
}

/** The lines of a text, each safe in a comment; blank lines at both ends are dropped. */
export function commentLines(text: string): readonly string[] {
  if (PLAIN.test(text)) return [text.trim()];
  const lines = text.trim().split(/\r\n|[\n\r\u2028\u2029]/);
  return lines.map(commentText);
}

/** A doc comment of one or more lines, indented; nothing for no lines. A line that begins with `@` of the catalog is no tag. */
export function docComment(lines: readonly string[], tags: readonly string[] = [], indent = ''): string {
  const all = [...lines.map((line) => line.replace(/^(\s*)@/, '$1\\@')), ...tags];
  if (all.length === 0) return '';
  if (all.length === 1) return `${indent}/** ${all[0]} */\n`;
  const body = all.map((line) => `${indent} * ${line}`.trimEnd());
  return [`${indent}/**`, ...body, `${indent} */`, ''].join('\n');
}

/** A single-quoted string literal of JavaScript and TypeScript, also safe inside a `<script>`. */
export function stringLiteral(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  const inner = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('</', '<\\/')
    .replaceAll('<!--', '<\\!--')
    .replaceAll('\n', '\\n')
    .replace(UNSAFE, escapeUnit);
  return `'${inner}'`;
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Whether `name` can stand as an identifier; reserved words too, as they may after a dot or as a property. */
export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name);
}

/** The key of a property in a TypeScript type, quoted where it has to be. */
export function propertyKey(name: string): string {
  return isIdentifier(name) ? name : stringLiteral(name);
}

/** The key of a property in an object literal; `__proto__` is a computed key there, for else it sets the prototype. */
export function objectKey(name: string): string {
  return name === '__proto__' ? "['__proto__']" : propertyKey(name);
}

/** `orderPlaced` of `OrderPlaced`, and `httpRequestSent` of `HTTPRequestSent`. */
export function camelCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words.map((word, index) => (index === 0 ? word : capital(word))).join('');
  return joined.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (head) => head.toLowerCase());
}

/** `OrderPlaced` of `order-placed`; inner capitals stay. */
export function pascalCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words.map(capital).join('');
}

/** JSON with two spaces and a line end, in which no character can hide or end a line; keys keep their order. */
export function jsonText(value: unknown): string {
  return `${escapeHidden(JSON.stringify(value, undefined, 2))}\n`;
}

/** JSON, or code that was made already, with what hides or ends a line by its number: it can only stand in literals there. */
export function escapeHidden(text: string): string {
  return text.replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g, escapeUnit);
}

/** The text as one part of a URI. */
export function uriPart(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '_'));
}
