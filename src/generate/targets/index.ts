import { messageChecks } from '../shared/message-checks.js';
import type { Target } from '../target.js';
import { alerts } from './alerts/index.js';
import { asyncapi } from './asyncapi/index.js';
import { avro } from './avro/index.js';
import { consumersTarget } from './consumers/index.js';
import { eventcatalog } from './eventcatalog/index.js';
import { jsonSchema } from './json-schema/index.js';
import { producersTarget } from './producers/index.js';
import { protobuf } from './protobuf/index.js';
import { runbooks } from './runbooks/index.js';
import { sagas } from './sagas/index.js';
import { sql } from './sql/index.js';
import { topics } from './topics/index.js';
import { typescript } from './typescript/index.js';
import { validators } from './validators/index.js';

/** All targets, sorted by id: adding one takes a folder beside this file, and a line here and in `loaders.ts`. */
export const targets: readonly Target[] = [
  alerts,
  asyncapi,
  avro,
  consumersTarget(messageChecks),
  eventcatalog,
  jsonSchema,
  producersTarget(messageChecks),
  protobuf,
  runbooks,
  sagas,
  sql,
  topics,
  typescript,
  validators,
];
