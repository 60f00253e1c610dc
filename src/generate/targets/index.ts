import type { Target } from '../target.js';
import { avro } from './avro/index.js';
import { jsonSchema } from './json-schema/index.js';
import { sagas } from './sagas/index.js';
import { typescript } from './typescript/index.js';

/** All targets, sorted by id: adding one takes a folder beside this file and a line here. */
export const targets: readonly Target[] = [avro, jsonSchema, sagas, typescript];
