const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Apache's parser takes the letters and digits of every script. */
const NAME = /^[\p{L}_][\p{L}\p{Nd}_]*$/u;

/** Whether a short name, the name of a field or a symbol is one. */
export function isAvroName(name: string): boolean {
  return PLAIN_NAME.test(name) || NAME.test(name);
}

/** The namespace in which a name puts its type: its own dotted part, else the one that is written beside it or inherited. */
export function namespaceOf(name: string, namespace: string): string {
  const dot = name.lastIndexOf('.');
  return dot === -1 ? namespace : name.slice(0, dot);
}

/** A name without its namespace. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** A name with its namespace; a dotted one has it already, and `.Name` is in none. */
export function fullName(name: string, namespace: string): string {
  const space = namespaceOf(name, namespace);
  return space === '' ? shortName(name) : `${space}.${shortName(name)}`;
}
