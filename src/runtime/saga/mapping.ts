import { isJsonObject, type JsonObject } from '../json.js';
import type { Json, MappingDefinition, SelectionDefinition, SourceDefinition } from './definition.js';
import { messageSeen, type Viewpoint, variablesSeen } from './lookup.js';
import { nameOfPath } from './paths.js';
import { selectParts } from './select-parts.js';
import type { Cause } from './state.js';

/** What a mapping may read. */
export interface MappingContext extends Viewpoint {
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The message that the mappings fill. A field whose source is absent is left out. */
export function mapFields(mappings: readonly MappingDefinition[], context: MappingContext): JsonObject {
  const filled = mappings.map(({ field, from }) => [field, readSource(from, context)] as const);
  return Object.fromEntries(filled.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined));
}

/** The value of a source, or undefined where it is absent. */
export function readSource(source: SourceDefinition, context: MappingContext): Json | undefined {
  switch (source.kind) {
    case 'path':
      return readParts(readMessages(source.messages, source.path, context), source.only);
    case 'const':
      return source.value;
    case 'now':
      return new Date(context.now).toISOString();
    case 'cause':
      return readCause(source, context);
    case 'variable':
      return readParts(readPath(readField(variablesSeen(context), source.name), source.path), source.only);
  }
}

function readParts(value: Json | undefined, only: SelectionDefinition | undefined): Json | undefined {
  return value === undefined || only === undefined ? value : selectParts(value, only);
}

function readMessages(names: readonly string[], path: readonly string[], context: MappingContext): Json | undefined {
  for (const name of names) {
    const message = messageSeen(context, name);
    if (message !== undefined) return readPath(message, path);
  }
  return undefined;
}

function readPath(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => readField(inner, key), value);
}

function readField(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function readCause(source: Extract<SourceDefinition, { kind: 'cause' }>, context: MappingContext): Json | undefined {
  const found = namesOfCause(context.state.cause)
    .map((name) => source.cases.find(({ cause }) => cause === name))
    .find((candidate) => candidate !== undefined);
  return found && readSource(found.from, context);
}

/** The names under which a `with` map may list a cause, the most special first. */
export function namesOfCause(cause: Cause | undefined): readonly string[] {
  switch (cause?.kind) {
    case undefined:
      return ['else'];
    case 'failure':
      return [cause.event, 'else'];
    case 'timeout':
      return [`${nameOfPath(cause.step)}.timeout`, ...cause.of.map((name) => `${name}.timeout`), 'timeout', 'else'];
    case 'deadline':
      return ['deadline', 'else'];
    case 'cancel':
      return [...(cause.event === undefined ? [] : [cause.event]), 'cancel', 'else'];
  }
}
