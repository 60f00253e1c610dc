import { wordSet } from '../word-set.js';

/** Keywords and literals: neither a class nor a field, parameter or record component may have such a name. */
export const JAVA_KEYWORDS: ReadonlySet<string> = wordSet(`
abstract assert boolean break byte case catch char class const continue default do double else enum extends final finally float for goto if implements import
instanceof int interface long native new package private protected public return short static strictfp super switch synchronized this throw throws
transient try void volatile while true false null _
`);

/** Classes of `java.lang` that generated code names without their package. */
export const JAVA_CLASSES: ReadonlySet<string> = wordSet(`
Boolean Byte Character Class Comparable Deprecated Double Enum Error Exception Float Integer Iterable Long Object Override Record Short String Void
`);
