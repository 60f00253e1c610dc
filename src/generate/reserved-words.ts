/** Words that no declaration in a TypeScript module under `strict` may have as its name. */
const KEYWORDS = `
  abstract any as asserts async await bigint boolean break case catch class const constructor continue debugger declare
  default delete do else enum export extends false finally for from function get if implements import in infer
  instanceof interface is keyof let module namespace never new null number object of package private protected public
  readonly require return set static string super switch symbol this throw true try type typeof undefined unique
  unknown var void while with yield arguments eval globalThis NaN Infinity`;

/** Global names that generated code itself relies on; declaring them again would change its meaning. */
const GLOBALS = 'Array Date Error Object Promise Readonly Record RegExp String TypeError Uint8Array crypto';

const RESERVED: ReadonlySet<string> = new Set(`${KEYWORDS} ${GLOBALS}`.split(/\s+/).filter((word) => word !== ''));

/** Whether a declaration called `name` would break or bend generated TypeScript. */
export function isReservedWord(name: string): boolean {
  return RESERVED.has(name);
}

/**
 * A name for a declaration. A reserved word, or one of `taken` (names that the target uses itself), gets an underscore
 * behind it: that depends on the name alone, so no other definition can change what a name becomes.
 */
export function safeIdentifier(name: string, taken: ReadonlySet<string> = new Set()): string {
  const plain = name.replace(/[^A-Za-z0-9_$]/g, '_').replace(/^(?=[0-9])|^$/, '_');
  return isReservedWord(plain) || taken.has(plain) ? `${plain}_` : plain;
}
