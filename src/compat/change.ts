import type { Span } from '../diagnostics/index.js';
import type { Constraints, ElementKind, Field, JsonType, JsonValue, Primitive } from '../model/index.js';
import type { ChannelFacts, CommandFacts, EventFacts, FlowFacts, MessageFacts, ServiceFacts } from './change-facts.js';
import type { SagaFacts } from './in-flight/saga-facts.js';

/** The definition that a change stands in; `catalog` is the settings, `schema` a schema file without a catalog. */
export interface Owner {
  readonly kind: ElementKind | 'catalog' | 'schema';
  /** As of the new state; of the old one where it is gone. */
  readonly id: string;
}

interface ChangeBase {
  readonly owner: Owner;
  /** Where in the definition: `payload.lines[].sku`, `retention`; empty for the definition itself. */
  readonly at: string;
  /** Names of the fields on the way there, for who reads it; empty where it is no field. */
  readonly fields: readonly string[];
  /** The place in the old state; missing where there was nothing. */
  readonly old?: Span;
  /** The place in the new state; missing where nothing is left. */
  readonly new?: Span;
}

/** What a value is behind all names; `text` is the type as written: `int`, `Iban`, `list<string>`. */
export type TypeFact =
  | { readonly kind: 'primitive'; readonly name: Primitive; readonly text: string }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number; readonly text: string }
  | { readonly kind: 'list' | 'map' | 'enum' | 'record' | 'union' | 'unknown'; readonly text: string }
  | { readonly kind: 'anyOf'; readonly options: readonly string[]; readonly text: string }
  /** `free`: any value; else what a foreign schema says. */
  | { readonly kind: 'json'; readonly free: boolean; readonly text: string };

/** What may be null, or no longer. */
export interface NullFacts {
  /** Of the new state, without the null. */
  readonly type: TypeFact;
  /** The field on both sides, where it is the value of one and not an item of a list or the like. */
  readonly from?: Field;
  readonly to?: Field;
}

/** On which side the record takes no fields but those that it names. */
export interface ClosedSides {
  readonly from: boolean;
  readonly to: boolean;
}

/** What each kind of change of a payload is about. */
export interface PayloadFacts {
  readonly 'field-added': { readonly field: Field; readonly closed: ClosedSides };
  readonly 'field-removed': {
    readonly field: Field;
    readonly closed: ClosedSides;
    /** A field that has come to the same record, with the same type and marks. */
    readonly resembles?: string;
  };
  /** Said by `renamedFrom` or `aliases`: one field under two names. */
  readonly 'field-renamed': { readonly from: Field; readonly to: Field; readonly closed: ClosedSides };
  /** Whether a record lets fields pass that it does not name. */
  readonly 'closed-changed': { readonly to: boolean };
  /** What is described by a foreign schema alone is described by another. */
  readonly 'raw-schema-changed': { readonly from: JsonType; readonly to: JsonType };
  /** `from`, `to`: the Avro schema that is written instead of that of the type. */
  readonly 'avro-encoding-changed': { readonly from?: JsonValue; readonly to?: JsonValue };
  readonly 'field-made-optional': { readonly from: Field; readonly to: Field };
  readonly 'field-made-required': { readonly from: Field; readonly to: Field };
  readonly 'null-allowed': NullFacts;
  readonly 'null-forbidden': NullFacts;
  readonly 'type-changed': {
    readonly from: TypeFact;
    readonly to: TypeFact;
    /** On which side the value may be null. */
    readonly nullable: { readonly from: boolean; readonly to: boolean };
  };
  /** Of the same form, under another name. */
  readonly 'type-renamed': {
    readonly from: string;
    readonly to: string;
    readonly shape: 'record' | 'enum' | 'union' | 'scalar';
    /** On both sides the value may be null. */
    readonly nullable: boolean;
  };
  readonly 'default-changed': { readonly from?: JsonValue; readonly to?: JsonValue; readonly field: Field };
  readonly 'bound-changed': {
    readonly bound: keyof Constraints;
    readonly from?: number | string | boolean;
    readonly to?: number | string | boolean;
    /** Fewer values than before, more, or no telling (patterns and the like). */
    readonly effect: 'tighter' | 'looser' | 'other';
    readonly type: TypeFact;
  };
  /** `unknown`: the value that stands for all that the reader does not know: of the old side when added, of the new when removed. */
  readonly 'enum-value-added': { readonly value: string; readonly unknown?: string };
  readonly 'enum-value-removed': { readonly value: string; readonly unknown?: string };
  readonly 'enum-fallback-changed': { readonly from?: string; readonly to?: string };
  readonly 'union-case-added': { readonly tag: string; readonly type: string };
  readonly 'union-case-removed': { readonly tag: string; readonly type: string };
  readonly 'discriminator-changed': { readonly from: string; readonly to: string };
  readonly 'sensitivity-changed': { readonly mark: 'pii' | 'secret'; readonly to: boolean };
  readonly 'field-deprecated': { readonly field: Field };
}

/** Every kind of change with what is said of it; the other parts of the list are in `change-facts.ts` and `in-flight/saga-facts.ts`. */
export interface ChangeFacts
  extends PayloadFacts,
    MessageFacts,
    EventFacts,
    CommandFacts,
    ChannelFacts,
    ServiceFacts,
    FlowFacts,
    SagaFacts {}

export type ChangeKind = keyof ChangeFacts & string;

/** One difference between two states of a catalog: what and where, without any judgement. */
export type ChangeOf<K extends ChangeKind> = K extends ChangeKind
  ? ChangeBase & { readonly kind: K } & ChangeFacts[K]
  : never;

export type Change = ChangeOf<ChangeKind>;
