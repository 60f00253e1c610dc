import { wordSet } from '../word-set.js';

/** Names of scalar types: a message of such a name cannot be the type of a field. (Keywords may be names in Protobuf.) */
export const PROTOBUF: ReadonlySet<string> = wordSet(`
double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string bytes
`);
