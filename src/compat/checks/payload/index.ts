import type { CompatCheck } from '../../check.js';
import { avroEncodingChanged } from './avro-encoding-changed.js';
import { boundChanged } from './bound-changed.js';
import { closedChanged } from './closed-changed.js';
import { defaultChanged } from './default-changed.js';
import { discriminatorChanged } from './discriminator-changed.js';
import { enumFallbackChanged } from './enum-fallback-changed.js';
import { enumValueAdded } from './enum-value-added.js';
import { enumValueRemoved } from './enum-value-removed.js';
import { fieldAdded } from './field-added.js';
import { fieldDeprecated } from './field-deprecated.js';
import { fieldMadeOptional } from './field-made-optional.js';
import { fieldMadeRequired } from './field-made-required.js';
import { fieldRemoved } from './field-removed.js';
import { fieldRenamed } from './field-renamed.js';
import { nullAllowed } from './null-allowed.js';
import { nullForbidden } from './null-forbidden.js';
import { rawSchemaChanged } from './raw-schema-changed.js';
import { sensitivityChanged } from './sensitivity-changed.js';
import { typeChanged } from './type-changed.js';
import { typeRenamed } from './type-renamed.js';
import { unionCaseAdded } from './union-case-added.js';
import { unionCaseRemoved } from './union-case-removed.js';

/** A check of each kind of change of a payload, sorted by id. */
export const payloadChecks: readonly CompatCheck[] = [
  avroEncodingChanged,
  boundChanged,
  closedChanged,
  defaultChanged,
  discriminatorChanged,
  enumFallbackChanged,
  enumValueAdded,
  enumValueRemoved,
  fieldAdded,
  fieldDeprecated,
  fieldMadeOptional,
  fieldMadeRequired,
  fieldRemoved,
  fieldRenamed,
  nullAllowed,
  nullForbidden,
  rawSchemaChanged,
  sensitivityChanged,
  typeChanged,
  typeRenamed,
  unionCaseAdded,
  unionCaseRemoved,
];
