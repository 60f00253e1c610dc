import { wordSet } from '../word-set.js';

/** No declaration of a strict TypeScript module may have such a name: generated code puts an underscore behind it. */
const KEYWORDS = wordSet(`
abstract any as asserts async await bigint boolean break case catch class const constructor continue debugger declare default delete do else enum export
extends false finally for from function get if implements import in infer instanceof interface is keyof let module namespace never new null number object of
package private protected public readonly require return set static string super switch symbol this throw true try type typeof undefined unique unknown
var void while with yield arguments eval globalThis NaN Infinity
`);

/** Global names that generated code relies on. */
const GLOBALS = wordSet('Array Date Error Object Promise Readonly Record RegExp String TypeError Uint8Array crypto');

/** Names that the generated package has of its own. */
const OWN = wordSet(
  'AnyCommand AnyEvent CloudEvent CommandMap EventMap MessageMeta PlainMessage Uuid createMessage isMessage isUuid uuid',
);

/** Names of messages and types that come out as another name in TypeScript. */
export const TYPESCRIPT: ReadonlySet<string> = new Set([...KEYWORDS, ...GLOBALS, ...OWN]);
