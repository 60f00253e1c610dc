import { CALLS } from './calls.js';
import { DELETED_FIELDS } from './deleted-fields.js';
import { ENUM_VALUES } from './enum-values.js';
import { FIELD_SHAPE } from './field-shape.js';
import { FIELD_TYPES } from './field-types.js';
import { JSON_NAMES } from './json-names.js';
import { PACKAGES } from './packages.js';
import { RESERVED } from './reserved.js';
import type { ProtobufRule } from './rule.js';

/** All rules of the levels `WIRE` and `WIRE_JSON`. */
export const PROTOBUF_RULES: readonly ProtobufRule[] = [
  ...PACKAGES,
  ...DELETED_FIELDS,
  ...RESERVED,
  ...FIELD_TYPES,
  ...FIELD_SHAPE,
  ...JSON_NAMES,
  ...ENUM_VALUES,
  ...CALLS,
];
