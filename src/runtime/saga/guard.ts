import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import type { JsonObject } from '../json.js';
import { toCelValue } from './cel-values.js';
import type { GuardDefinition, SagaDefinition, ShapeType } from './definition.js';
import { messagesSeen, type Viewpoint, variablesSeen } from './lookup.js';

const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
/** Parsing is pure, so parsed guards are kept for good; there are as many as definitions have. */
const parsed = new Map<string, ParseResult>();

/**
 * The guard's answer over the messages and variables that are seen from a place. Throws what CEL throws where the
 * expression reaches for a message or a field that is not there, or is no condition at all.
 */
export function holds(guard: GuardDefinition, view: Viewpoint): boolean {
  const { definition } = view.plan;
  const seen = celMessages(definition, messagesSeen(view));
  const value: unknown = parseGuard(guard.cel)({
    ...Object.fromEntries(seen),
    ...celVariables(definition, view),
    seen,
  });
  if (typeof value === 'boolean') return value;
  throw new Error(`the guard \`${guard.cel}\` is neither true nor false`);
}

/** A condition ready to be asked of values; of each text there is one. */
export function parseGuard(cel: string): ParseResult {
  const known = parsed.get(cel);
  if (known !== undefined) return known;
  const fresh = environment.parse(cel);
  parsed.set(cel, fresh);
  return fresh;
}

function celMessages({ messages: shapes }: SagaDefinition, messages: ReturnType<typeof messagesSeen>) {
  const entries = Object.entries(messages);
  return new Map(entries.map(([name, data]) => [name, celMessage(shapes, name, data)] as const));
}

/** A message as guards see it, by its shape where that is known. */
export function celMessage(shapes: SagaDefinition['messages'], name: string, data: JsonObject): unknown {
  const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
  return toCelValue(data, shape === undefined ? 'any' : { record: shape.fields });
}

function celVariables({ variables }: SagaDefinition, view: Viewpoint): Record<string, unknown> {
  const shapeOf = (name: string): ShapeType => variables?.[name] ?? 'any';
  const entries = Object.entries(variablesSeen(view)).map(([name, value]) => [name, toCelValue(value, shapeOf(name))]);
  return Object.fromEntries(entries);
}
