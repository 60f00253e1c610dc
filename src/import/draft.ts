import type { Constraints, JsonValue, Primitive } from '../model/type.js';

/**
 * What an importer makes of foreign files: definitions as the catalog language has them, before names are settled
 * and before they are YAML. Names in here are valid names of the language (see `names.ts`).
 */
export interface Draft {
  readonly services: ReadonlyMap<string, DraftService>;
  readonly types: ReadonlyMap<string, DraftTypeDef>;
  readonly channels: ReadonlyMap<string, DraftChannel>;
  /** Events and commands by id: `Name`, or `Name@1` for an older major. */
  readonly messages: ReadonlyMap<string, DraftMessage>;
  /** Whole definitions as they are to be written, by name: what an export of a catalog carried. */
  readonly sagas?: ReadonlyMap<string, JsonValue>;
  readonly flows?: ReadonlyMap<string, JsonValue>;
  /** Files for the output folder of the target of that name, by target and name: numbers of Protobuf fields that have to stay. */
  readonly files?: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export type DraftType =
  | { readonly kind: 'primitive'; readonly name: Primitive }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  /** A type of `Draft.types`. */
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'list'; readonly items: DraftType }
  | { readonly kind: 'map'; readonly values: DraftType }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'record'; readonly fields: readonly DraftField[]; readonly closed?: true }
  | { readonly kind: 'nullable'; readonly inner: DraftType }
  /** At least two, none of them `anyOf` or `nullable`. */
  | { readonly kind: 'anyOf'; readonly options: readonly DraftType[] }
  /** Any JSON value; or, where one of the two is there, what only a foreign schema can say. */
  | { readonly kind: 'json'; readonly schema?: JsonValue; readonly avro?: JsonValue };

export interface DraftField {
  readonly name: string;
  /** Never `nullable` at the top: that is what the flag says. */
  readonly type: DraftType;
  readonly optional?: true;
  readonly nullable?: true;
  readonly constraints?: Constraints;
  readonly summary?: string;
  readonly docs?: string;
  readonly default?: JsonValue;
  readonly pii?: true;
  readonly secret?: true;
  readonly deprecated?: true;
  readonly aliases?: readonly string[];
  /** How Avro writes the value where that is not what the type would give (`timestamp-millis`). */
  readonly avro?: JsonValue;
}

/** What any definition may have. `extensions` are `x-...` keys, `comment` becomes a YAML comment above it. */
export interface DraftElement {
  readonly summary?: string;
  readonly docs?: string;
  readonly tags?: readonly string[];
  readonly deprecated?: { readonly since?: string; readonly sunset?: string; readonly use?: string };
  readonly extensions?: Readonly<Record<string, JsonValue>>;
  readonly comment?: string;
  /** Other keys of the language, as they are to be written: what an export of a catalog carried of its definition. */
  readonly more?: Readonly<Record<string, JsonValue>>;
}

export type DraftTypeDef = DraftElement &
  (
    | { readonly shape: 'record'; readonly fields: readonly DraftField[]; readonly closed?: true }
    | { readonly shape: 'enum'; readonly values: readonly string[]; readonly unknown?: string }
    | {
        readonly shape: 'union';
        readonly discriminator: string;
        /** `type` names a type of `Draft.types`. */
        readonly cases: readonly { readonly tag: string; readonly type: string }[];
      }
    | {
        readonly shape: 'scalar';
        readonly type: DraftType;
        readonly constraints?: Constraints;
        readonly avro?: JsonValue;
      }
  );

export type DraftPayload =
  | { readonly kind: 'fields'; readonly fields: readonly DraftField[]; readonly closed?: true }
  /** A payload that is no object of known fields: its schema as it was, complete in itself. */
  | { readonly kind: 'schema'; readonly schema: JsonValue }
  | { readonly kind: 'avro'; readonly avro: JsonValue };

export interface DraftMessage extends DraftElement {
  readonly kind: 'event' | 'command';
  readonly version?: string;
  /** Name on the wire, where it is no name of the language. */
  readonly wire?: string;
  readonly payload: DraftPayload;
  readonly channel?: string;
  readonly key?: string;
  readonly examples?: readonly JsonValue[];
  /** Of an event. */
  readonly producer?: string;
  readonly consumers?: readonly {
    readonly service: string;
    readonly uses?: readonly string[];
    readonly group?: string;
  }[];
  readonly failureOf?: string;
  /** Of a command: ids of messages. */
  readonly handler?: string;
  readonly senders?: readonly string[];
  readonly success?: readonly string[];
  readonly failure?: readonly string[];
}

export interface DraftService extends DraftElement {
  readonly owner?: string;
  readonly domain?: string;
  readonly external?: true;
}

export interface DraftChannel extends DraftElement {
  readonly broker?: string;
  readonly partitions?: number;
  /** As the language writes durations: `7d`. */
  readonly retention?: string;
  readonly key?: string;
  readonly kind?: 'topic' | 'queue';
  readonly deadLetter?: { readonly channel?: string; readonly owner?: string } | false;
}
