import { wordSet } from './word-set.js';

/** What people write under `store` to say that there is none that outlives the process. */
export const NO_STORES = wordSet('none no nothing stateless memory in-memory inmemory ram n/a -');

/** Stores that publish what they keep: the change and the message are one write. */
export const PUBLISHING_STORES = wordSet(
  'eventstore event-store eventstoredb kurrentdb kurrent axonserver axon-server kafka kafka-streams kstreams ksqldb',
);
