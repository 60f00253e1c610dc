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

/** The guard in CEL: bare names become `has(seen.Name)`, or `"Name@1" in seen` for what CEL cannot write as a name. */
export function guardToCel(text: string): string {
  const meaning = readGuard(text);
  if (meaning.kind === 'cel') return meaning.cel;
  const { message, negated } = meaning;
  const asked = message.includes('@') ? `("${message}" in seen)` : `has(seen.${message})`;
  return `${negated ? '!' : ''}${asked}`;
}
