/** A guard as it is meant: whether a message has come, or an expression in CEL. */
export type GuardMeaning =
  | { readonly kind: 'seen'; readonly message: string; readonly negated: boolean }
  | { readonly kind: 'cel'; readonly cel: string };

const BARE_NAME = /^\s*(not\s+)?([A-Za-z_]\w*(?:@\d+)?)\s*$/;

/** Reads the text of a `when:`; a bare name or `not Name` asks whether that message has come. */
export function readGuard(text: string): GuardMeaning {
  const bare = BARE_NAME.exec(text);
  const message = bare?.[2];
  if (message === undefined || message === 'true' || message === 'false') return { kind: 'cel', cel: text };
  return { kind: 'seen', message, negated: bare?.[1] !== undefined };
}

/** What is there for sure where a guard holds. */
export interface AskedFor {
  /** Messages that have come: `Name`, and each `has(seen.Name)` that nothing weakens. */
  readonly messages: readonly string[];
  /** Optional values that are there: each `has(Name.field)`, as `Name.field`. */
  readonly fields: readonly string[];
}

/** Reads what a guard asks for before anything else counts. */
export function askedForBy(text: string): AskedFor {
  const meaning = readGuard(text);
  if (meaning.kind === 'seen') return { messages: meaning.negated ? [] : [meaning.message], fields: [] };
  const parts = conjuncts(meaning.cel);
  return {
    messages: parts.flatMap((part) => HAS_SEEN.exec(part)?.[1] ?? IN_SEEN.exec(part)?.[1] ?? []),
    fields: parts.flatMap((part) => HAS_FIELD.exec(part)?.[1] ?? []),
  };
}

/** The values that are not null where a guard holds: each `Name.field != null` that nothing weakens. */
export function notNullBy(text: string): readonly string[] {
  const meaning = readGuard(text);
  return meaning.kind === 'seen' ? [] : conjuncts(meaning.cel).flatMap((part) => NOT_NULL.exec(part)?.[1] ?? []);
}

const NOT_NULL = /^(?:seen\.)?((?!seen\.)[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*!=\s*null$/;
const HAS_SEEN = /^has\(\s*seen\s*\.\s*([A-Za-z_]\w*)\s*\)$/;
const IN_SEEN = /^["']([A-Za-z_]\w*(?:@\d+)?)["']\s+in\s+seen$/;
const HAS_FIELD = /^has\((?:seen\.)?((?!seen\.)[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)\)$/;

/** Texts, raw ones too; brackets; the operators that matter here. */
const CEL_TOKEN = /r?"(?:[^"\\]|\\.)*"|r?'(?:[^'\\]|\\.)*'|&&|\|\||[()[\]{}?]/g;

/** The parts of an expression that must all hold; a whole that is joined by `||` or `?` has only itself. */
function conjuncts(cel: string): readonly string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (const { 0: token, index } of cel.matchAll(CEL_TOKEN)) {
    if (/^[([{]$/.test(token)) depth += 1;
    else if (/^[)\]}]$/.test(token)) depth -= 1;
    else if (depth === 0 && (token === '||' || token === '?')) return [cel.trim()];
    else if (depth === 0 && token === '&&') {
      parts.push(cel.slice(from, index).trim());
      from = index + token.length;
    }
  }
  return [...parts, cel.slice(from).trim()].flatMap(withoutBrackets);
}

/** `(a && b)` is no more than `a && b`. */
function withoutBrackets(part: string): readonly string[] {
  if (!/^\(.*\)$/s.test(part) || !isOneBracket(part)) return [part];
  return conjuncts(part.slice(1, -1));
}

/** Whether the bracket at the beginning ends at the end: not in `(a) && (b)`. */
function isOneBracket(part: string): boolean {
  let depth = 0;
  for (const { 0: token, index } of part.matchAll(CEL_TOKEN)) {
    if (/^[([{]$/.test(token)) depth += 1;
    if (/^[)\]}]$/.test(token)) depth -= 1;
    if (depth === 0 && index < part.length - 1 && /^[)\]}]$/.test(token)) return false;
  }
  return true;
}

/** The guard in CEL: bare names become `has(seen.Name)`, or `"Name@1" in seen` for what CEL cannot write as a name. */
export function guardToCel(text: string): string {
  const meaning = readGuard(text);
  if (meaning.kind === 'cel') return meaning.cel;
  const { message, negated } = meaning;
  const asked = message.includes('@') ? `("${message}" in seen)` : `has(seen.${message})`;
  return `${negated ? '!' : ''}${asked}`;
}
