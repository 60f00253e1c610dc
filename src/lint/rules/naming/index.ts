import type { Rule } from '../../rule.js';
import { commandImperative } from './command-imperative.js';
import { consistentVocabulary } from './consistent-vocabulary.js';
import { eventPastTense } from './event-past-tense.js';
import { eventSoup } from './event-soup.js';
import { nameCase } from './name-case.js';
import { nameCollision } from './name-collision.js';
import { nearDuplicateEvent } from './near-duplicate-event.js';
import { noCorrectionEvent } from './no-correction-event.js';
import { noCrudEvent } from './no-crud-event.js';
import { noTechnicalEvent } from './no-technical-event.js';
import { reservedName } from './reserved-name.js';
import { syncOverAsync } from './sync-over-async.js';

/** The rules of the group `naming`, sorted by id. */
export const naming: readonly Rule[] = [
  commandImperative,
  consistentVocabulary,
  eventPastTense,
  eventSoup,
  nameCase,
  nameCollision,
  nearDuplicateEvent,
  noCorrectionEvent,
  noCrudEvent,
  noTechnicalEvent,
  reservedName,
  syncOverAsync,
];
