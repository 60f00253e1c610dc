import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import type { JsonObject } from '../json.js';
import { toCelValue } from './cel-values.js';
import type { GuardDefinition, SagaDefinition } from './definition.js';
import type { SagaState } from './state.js';

const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
/** Parsing is pure, so parsed guards are kept for good; there are as many as definitions have. */
const parsed = new Map<string, ParseResult>();

/**
 * The guard's answer over the messages seen so far. Throws what CEL throws where the expression reaches for a message
 * or a field that is not there, or is no condition at all.
 */
export function holds(definition: SagaDefinition, state: SagaState, guard: GuardDefinition): boolean {
  const seen = celMessages(definition, state.messages);
  const value: unknown = parseGuard(guard.cel)({ ...seen, seen });
  if (typeof value === 'boolean') return value;
  throw new Error(`the guard \`${guard.cel}\` is neither true nor false`);
}

function parseGuard(cel: string): ParseResult {
  const known = parsed.get(cel);
  if (known !== undefined) return known;
  const fresh = environment.parse(cel);
  parsed.set(cel, fresh);
  return fresh;
}

function celMessages(definition: SagaDefinition, messages: SagaState['messages']): Record<string, unknown> {
  const entries = Object.entries(messages).map(([name, data]) => [name, celMessage(definition, name, data)]);
  return Object.fromEntries(entries);
}

function celMessage(definition: SagaDefinition, name: string, data: JsonObject): unknown {
  const shape = Object.hasOwn(definition.messages, name) ? definition.messages[name] : undefined;
  return toCelValue(data, shape === undefined ? 'any' : { record: shape.fields });
}
