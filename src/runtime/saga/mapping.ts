import type { JsonObject } from '../json.js';
import type { Json, MappingDefinition, SelectionDefinition, SourceDefinition } from './definition.js';
import { selectParts } from './select-parts.js';
import type { Cause, SagaState } from './state.js';

/** What a mapping may read. */
export interface MappingContext {
  readonly state: SagaState;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly cause?: Cause | undefined;
}

/** The message that the mappings fill. A field whose source is absent is left out. */
export function mapFields(mappings: readonly MappingDefinition[], context: MappingContext): JsonObject {
  const filled = mappings.map(({ field, from }) => [field, readSource(from, context)] as const);
  return Object.fromEntries(filled.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined));
}

function readSource(source: SourceDefinition, context: MappingContext): Json | undefined {
  switch (source.kind) {
    case 'path':
      return readParts(readMessages(source.messages, source.path, context.state), source.only);
    case 'const':
      return source.value;
    case 'now':
      return new Date(context.now).toISOString();
    case 'cause':
      return readCause(source, context);
    case 'variable':
      // Definitions with ids and loops are refused before they start.
      throw new Error(`the variable ${source.name} is not known here`);
  }
}

function readParts(value: Json | undefined, only: SelectionDefinition | undefined): Json | undefined {
  return value === undefined || only === undefined ? value : selectParts(value, only);
}

function readMessages(names: readonly string[], path: readonly string[], state: SagaState): Json | undefined {
  const seen = names.find((name) => Object.hasOwn(state.messages, name));
  return seen === undefined ? undefined : readPath(state.messages[seen], path);
}

function readPath(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => readField(inner, key), value);
}

function readField(value: Json | undefined, key: string): Json | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as JsonObject)[key];
}

function readCause(source: Extract<SourceDefinition, { kind: 'cause' }>, context: MappingContext): Json | undefined {
  const found = namesOfCause(context.cause)
    .map((name) => source.cases.find(({ cause }) => cause === name))
    .find((candidate) => candidate !== undefined);
  return found && readSource(found.from, context);
}

/** The names under which a `with` map may list a cause, the most special first. */
export function namesOfCause(cause: Cause | undefined): readonly string[] {
  if (cause === undefined) return ['else'];
  switch (cause.kind) {
    case 'failure':
      return [cause.event, 'else'];
    case 'timeout':
      return [`${cause.step}.timeout`, `${cause.command}.timeout`, 'timeout', 'else'];
    case 'deadline':
      return ['deadline', 'else'];
  }
}
