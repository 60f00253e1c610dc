import type { Constraints, JsonValue } from '../../model/type.js';
import type { DraftPayload, DraftType } from '../draft.js';

/** The words about a schema. */
export interface SchemaWords {
  readonly summary?: string;
  /** The whole text, where it is more than the summary. */
  readonly docs?: string;
  readonly deprecated?: true;
  readonly examples?: readonly JsonValue[];
  /** `$comment`. */
  readonly comment?: string;
}

/** What a schema says of one value: as a field has it. */
export interface SchemaValue extends SchemaWords {
  readonly type: DraftType;
  readonly nullable?: true;
  readonly constraints?: Constraints;
  readonly default?: JsonValue;
  readonly pii?: true;
  readonly secret?: true;
}

/** The payload of a message, and the words about it. */
export interface SchemaPayload extends SchemaWords {
  readonly payload: DraftPayload;
}
