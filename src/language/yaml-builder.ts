import type { Diagnostic, TextEdit } from '../diagnostics/index.js';
import type { MapEntry, Node, ScalarNode } from './node.js';

/** A finished value with how many nodes it stands for and how deep it goes, aliases followed. */
export interface Built {
  readonly node: Node;
  readonly weight: number;
  readonly height: number;
}

/** A collection that is still open. */
export interface Frame {
  readonly kind: 'map' | 'list';
  readonly start: number;
  readonly flow: boolean;
  readonly anchor: string | undefined;
  /** Where its own values begin in `items` or `entries` of the builder. */
  readonly from: number;
  /** The key that waits for its value; `dropped` when it was no scalar. */
  key: ScalarNode | 'dropped' | undefined;
  weight: number;
  height: number;
}

/** What is known of a tree while the events come in. */
export interface Builder {
  readonly file: string;
  readonly text: string;
  /** Rewritings of stretches that YAML cannot read, inside plain scalars. */
  readonly corrections: readonly TextEdit[];
  readonly diagnostics: Diagnostic[];
  /** Finished anchors; undefined while the value is still open. */
  readonly anchors: Map<string, Built | undefined>;
  readonly stack: Frame[];
  /** Finished items of all open lists, and finished entries of all open maps: arrays of their own would grow for each. */
  readonly items: Node[];
  readonly entries: MapEntry[];
  root: Node | undefined;
  /** Offset behind the last token. */
  end: number;
  aliased: number;
  /** Set by mistakes after which the tree does not say what the author meant. */
  broken: boolean;
}
