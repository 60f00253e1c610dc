import type { Span } from '../diagnostics/index.js';
import type { Node } from '../language/node.js';

/** A length of time as written (`30s`) and in milliseconds. */
export interface Duration {
  readonly ms: number;
  readonly text: string;
  readonly span: Span;
}

/** A name that stands for another definition, at its place. Whether it resolves is a question to the catalog. */
export interface NameRef {
  readonly name: string;
  readonly span: Span;
}

export interface Deprecation {
  readonly since?: string;
  readonly sunset?: string;
  readonly use?: string;
  readonly span: Span;
}

export type ElementKind = 'service' | 'type' | 'channel' | 'event' | 'command' | 'saga' | 'flow';

/** What every definition of a catalog has. */
export interface Element<K extends ElementKind = ElementKind> {
  readonly kind: K;
  /** Unique in its section; of an older major `Name@1`. Events and commands share one namespace. */
  readonly id: string;
  readonly file: string;
  /** Place of the name. */
  readonly nameSpan: Span;
  /** The definition as written, for places of keys and for text edits. */
  readonly node: Node;
  readonly summary?: string;
  readonly docs?: string;
  readonly deprecated?: Deprecation;
  readonly tags: readonly string[];
}
