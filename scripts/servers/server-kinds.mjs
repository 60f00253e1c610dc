import { kafka } from './kafka.mjs';
import { nats } from './nats.mjs';
import { postgres } from './postgres.mjs';
import { rabbitmq } from './rabbitmq.mjs';
import { registry } from './registry.mjs';

/** What can be started, by name, in the order in which it is told. */
export const KINDS = { kafka, nats, rabbitmq, registry, postgres };
