import { wordSet } from '../word-set.js';

/** Names that Avro keeps for its own types: a schema must not define them. */
export const AVRO: ReadonlySet<string> = wordSet(
  'null boolean int long float double bytes string record enum array map union fixed error request',
);
