import type { Primitive } from '../../../model/index.js';

/** What a primitive is in Protobuf. */
export function primitiveType(name: Primitive): string {
  switch (name) {
    case 'boolean':
      return 'bool';
    case 'int':
      return 'int32';
    case 'long':
      return 'int64';
    case 'timestamp':
      return 'google.protobuf.Timestamp';
    case 'duration':
      return 'google.protobuf.Duration';
    case 'float':
    case 'double':
    case 'bytes':
    case 'string':
      return name;
    case 'uuid':
    case 'uri':
    case 'email':
    case 'date':
    case 'time':
      return 'string';
  }
}
