/** Names of the catalog language, made from any text. What is a good name already stays as it is. */

const LONGEST = 200;

/** Letters that fall apart into no ASCII letter and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};

/** First parts of names that were turned around: `com.acme.orders`. */
const TOP_DOMAINS = new Set(
  'com,org,net,io,dev,app,ai,co,gov,edu,eu,at,be,br,ca,ch,cn,cz,de,dk,es,fi,fr,in,it,jp,nl,no,pl,pt,se,uk,us'.split(
    ',',
  ),
);

const TYPE_NAME = /^[A-Z][A-Za-z0-9_]{0,199}$/;
const FIELD_NAME = /^(?!__)[A-Za-z_$@][A-Za-z0-9_$@:/+-]{0,199}$/;
/** `TAG_CHANGE`. */
const SHOUTED = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;
const CHANNEL_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,199}$/;
const SERVICE_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,199}$/;

/** Whether the language takes the text as the name of a field. A field's name is data: it cannot be changed in an import. */
export function isFieldName(text: string): boolean {
  return FIELD_NAME.test(text);
}

/** `order line` is `OrderLine`, `com.acme.Order` is `Order`, `2fa` is `T2fa`. */
export function typeName(text: string): string {
  return pascal(text, 'T');
}

/**
 * The name of a message, and the text itself as its name on the wire where that is another one: `com.acme/click+v2` is
 * `ClickV2`, `Claim.Requested` is `ClaimRequested`.
 */
export function messageName(text: string): { readonly name: string; readonly wire?: string } {
  const name = pascal(text, 'M');
  return name === text ? { name } : { name, wire: text };
}

/** A name in camel case; for data use it only where a rename is possible (see `isFieldName`). */
export function fieldName(text: string): string {
  if (isFieldName(text)) return text;
  const [first = '', ...rest] = words(text);
  const name = [first.toLowerCase(), ...rest.map(capitalised)].join('');
  return begin(name, 'f');
}

/** `/orders/{orderId}` is `orders.orderId`, `order events` is `order-events`. */
export function channelName(text: string): string {
  if (CHANNEL_NAME.test(text)) return text;
  const name = ascii(text)
    .replaceAll(/[/:]+/g, '.')
    .replaceAll(/[{}*#$<>]+/g, '')
    .replaceAll(/[^A-Za-z0-9_.-]+/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  return shortened(name === '' ? coded('channel', text) : name);
}

/** `Streetlights Kafka API` is `streetlights-kafka-api`. */
export function serviceName(text: string): string {
  if (SERVICE_NAME.test(text)) return text;
  const name = ascii(text)
    .replaceAll(/[^A-Za-z0-9_]+/g, '-')
    .replaceAll(/^[-_]+|[-_]+$/g, '')
    .toLowerCase();
  return shortened(/^[a-z]/.test(name) ? name : name === '' ? coded('service', text) : `service-${name}`);
}

/** Beginning with a capital and without anything but letters and digits, unless it is a good name already. */
function pascal(text: string, start: string): string {
  if (TYPE_NAME.test(text) && !SHOUTED.test(text)) return text;
  const parts = withoutNamespace(text.split(/[./:]+/).filter((part) => part !== ''));
  const [only = ''] = parts;
  if (parts.length === 1 && TYPE_NAME.test(only) && !SHOUTED.test(only)) return only;
  const name = parts.flatMap(words).map(capitalised).join('');
  return name === '' ? coded(start, text) : begin(name, start);
}

/** Drops what tells only whose name it is: `com.acme.`, and any lower-case path in front of a capital. */
function withoutNamespace(parts: readonly string[]): readonly string[] {
  const last = parts.at(-1) ?? '';
  const isPath = parts.slice(0, -1).every((part) => /^[a-z][a-z0-9_-]*$/.test(part));
  if (isPath && /^[A-Z]/.test(last)) return [last];
  const isDomain = parts.length > 2 && TOP_DOMAINS.has(parts[0] ?? '');
  return isDomain ? parts.slice(2) : parts;
}

/** The words of a text: between them stands what is no letter or digit, or a capital begins. */
function words(text: string): readonly string[] {
  return ascii(SHOUTED.test(text) ? text.toLowerCase() : text)
    .replaceAll(/([a-z0-9])(?=[A-Z])/g, '$1 ')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function begin(name: string, start: string): string {
  if (name === '') return start;
  return shortened(/^[A-Za-z]/.test(name) ? name : start + name);
}

/** Where nothing is left of a text, its letters as numbers, so that two of them do not become one name. */
function coded(start: string, text: string): string {
  return shortened([start, ...[...text].map((letter) => letter.codePointAt(0)?.toString(16) ?? '')].join(''));
}

function shortened(name: string): string {
  return name.slice(0, LONGEST - 8);
}

function ascii(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{ASCII}]/gu, (letter) => letterFor(letter));
}

function letterFor(letter: string): string {
  const small = LETTERS[letter.toLowerCase()];
  if (small === undefined) return ' ';
  return letter === letter.toLowerCase() ? small : capitalised(small);
}
