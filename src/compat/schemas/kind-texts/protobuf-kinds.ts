import { type KindText, textsOf, type Words } from './kind-text.js';

const KEEP_FIELD = 'Leave the field as it was, and add one with a number of its own beside it.';
const KEEP_CALL = 'Leave the call as it was, and add one of another name beside it.';

const BREAKS: Readonly<Record<string, Words>> = {
  ENUM_SAME_JSON_FORMAT: [
    'An enum has an agreed JSON form on the side of the writer and none here.',
    'Keep the syntax of the file, or take `features.json_format` out.',
  ],
  ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED: [
    'A value of an enum is gone, and its name may be used again for another one, which misreads JSON.',
    'Put the name behind `reserved`, or keep the value and mark it `[deprecated = true]`.',
  ],
  ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED: [
    'A value of an enum is gone, and its number may be used again for another one.',
    'Put the number behind `reserved`, or keep the value and mark it `[deprecated = true]`.',
  ],
  ENUM_VALUE_SAME_NAME: [
    'A value of an enum has another name, which JSON with the old one does not fit.',
    'Keep the old name beside the new one, with `option allow_alias = true;`.',
  ],
  FIELD_NO_DELETE_UNLESS_NAME_RESERVED: [
    'A field is gone, and its name may be used again for another one, which misreads JSON.',
    'Put the name behind `reserved`, or keep the field and mark it `[deprecated = true]`.',
  ],
  FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED: [
    'A field is gone, and its number may be used again for another one.',
    'Put the number behind `reserved`, or keep the field and mark it `[deprecated = true]`.',
  ],
  FIELD_SAME_DEFAULT: [
    'A field means another value where it is absent.',
    'Keep the default, which is part of what was written, and let the code that reads the field choose another value.',
  ],
  FIELD_SAME_JSON_NAME: ['A field has another name in JSON.', 'Put the old one behind `json_name` on the field.'],
  FIELD_SAME_NAME: [
    'A field has another name, and JSON may hold either.',
    'Keep the name, or leave the field and add one of the new name with a number of its own.',
  ],
  FIELD_SAME_ONEOF: [
    'A field has moved into a oneof or out of one, so that a value may be dropped when another one of the oneof comes.',
    'Leave the field where it was, and add one with a number of its own in the place you want.',
  ],
  FIELD_WIRE_COMPATIBLE_CARDINALITY: ['A field comes once on one side, and repeatedly on the other.', KEEP_FIELD],
  FIELD_WIRE_COMPATIBLE_TYPE: ['A field has another type, which does not share its bytes.', KEEP_FIELD],
  FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY: [
    'A field is single, repeated or a map on one side, and something else of these on the other.',
    KEEP_FIELD,
  ],
  FIELD_WIRE_JSON_COMPATIBLE_TYPE: [
    'A field has another type, which does not share its bytes and its JSON.',
    KEEP_FIELD,
  ],
  FILE_SAME_PACKAGE: [
    'A file is in another package, so that all its messages have other names.',
    'Keep the package, and put new major versions of it into a file of their own.',
  ],
  MESSAGE_SAME_JSON_FORMAT: [
    'A message has an agreed JSON form on the side of the writer and none here.',
    'Keep the syntax of the file, or take `features.json_format` out.',
  ],
  MESSAGE_SAME_REQUIRED_FIELDS: [
    'A field is required on one side alone: what is written without it cannot be read there.',
    'Make the field `optional` on both sides first, and check in the code that it is there.',
  ],
  RESERVED_ENUM_NO_DELETE: [
    'Numbers or names of an enum are no longer reserved, and may be used again for something else.',
    'Put them back behind `reserved`.',
  ],
  RESERVED_MESSAGE_NO_DELETE: [
    'Numbers or names of a message are no longer reserved, and may be used again for something else.',
    'Put them back behind `reserved`.',
  ],
  RPC_SAME_CLIENT_STREAMING: ['A call takes a stream on one side, and one message on the other.', KEEP_CALL],
  RPC_SAME_IDEMPOTENCY_LEVEL: ['A call has another idempotency level.', KEEP_CALL],
  RPC_SAME_REQUEST_TYPE: ['A call takes another message.', KEEP_CALL],
  RPC_SAME_RESPONSE_TYPE: ['A call returns another message.', KEEP_CALL],
  RPC_SAME_SERVER_STREAMING: ['A call returns a stream on one side, and one message on the other.', KEEP_CALL],
};

const DOUBTS: Readonly<Record<string, Words>> = {
  MISSING_IMPORT: [
    'A file is imported and is not at hand, so the types that it defines are compared by name only.',
    'Give the file too.',
  ],
};

/** What two Protobuf files may differ in, under the names of the rules of `buf breaking`. */
export const PROTOBUF_KINDS: readonly KindText[] = [
  ...textsOf('Protobuf', 'breaks', BREAKS),
  ...textsOf('Protobuf', 'in doubt', DOUBTS),
];
