/** Headers of a message. */
export type Headers = Readonly<Record<string, string>>;

/** The value of a header, if it is there. */
export function headerIn(headers: Headers, name: string): string | undefined {
  return Object.hasOwn(headers, name) ? headers[name] : undefined;
}

/** The headers with their names in lower case, without some of them. */
export function lowerCased(headers: Headers, left: readonly string[] = NONE): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const lower = name.toLowerCase();
    if (!left.includes(lower)) put(kept, lower, headers[name]);
  }
  return kept;
}

/** The headers without some of them. */
export function without(headers: Headers, left: readonly string[]): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of Object.keys(headers)) if (!left.includes(name)) put(kept, name, headers[name]);
  return kept;
}

const NONE: readonly string[] = [];

/** Every message goes through here, and entries of an object are several times slower; but one name cannot be assigned. */
function put(headers: Record<string, string>, name: string, value: string | undefined): void {
  if (value === undefined) return;
  if (name !== '__proto__') headers[name] = value;
  else Object.defineProperty(headers, name, { value, enumerable: true, configurable: true, writable: true });
}
