import type { JsonObject } from '../json.js';
import type { SagaDefinition } from './definition.js';
import type { CorrelationValue } from './names.js';

/** The value that names the run, or undefined where the start message has none: only text and numbers can name one. */
export function correlationOf(definition: SagaDefinition, data: JsonObject): CorrelationValue | undefined {
  const value = Object.hasOwn(data, definition.correlation) ? data[definition.correlation] : undefined;
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? value : undefined;
}
