import type { Rule } from '../rule.js';
import { delivery } from './delivery/index.js';
import { failures } from './failures/index.js';
import { naming } from './naming/index.js';
import { payload } from './payload/index.js';
import { sagas } from './sagas/index.js';
import { topology } from './topology/index.js';
import { versioning } from './versioning/index.js';

/** Every lint rule, sorted by id. */
export const rules: readonly Rule[] = [failures, naming, payload, versioning, sagas, delivery, topology]
  .flat()
  .sort((a, b) => (a.id < b.id ? -1 : 1));
