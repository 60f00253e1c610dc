import { Environment } from '@marcbachmann/cel-js';
import type { MessageShape, ShapeType } from '../runtime/saga/definition.js';

/** What CEL keeps for itself, so that no message of such a name can be asked for. */
const MAP_OF_MESSAGES = 'seen';
const RESERVED = new Set(
  `as break const continue else false for function if import in let loop namespace null package prototype return true
  var void while ${MAP_OF_MESSAGES}`.split(/\s+/),
);

/** Knows the names that CEL gives to types and functions, such as `int` and `optional`. */
const BUILT_IN = new Environment();

/** What guards may name beside messages: ids and loop variables, with their shapes. */
export type GuardVariables = ReadonlyMap<string, ShapeType>;

/**
 * Gives CEL environments in which each message is a variable with the fields of its shape, `seen` holds them all, and
 * ids and loop variables stand beside them.
 */
export function guardEnvironments(
  messages: Readonly<Record<string, MessageShape>>,
): (variables: GuardVariables) => Environment {
  const environment = new Environment();
  // The engine compares numbers of both kinds by value; the type checker has to know.
  environment.registerOperator('double == int', (a: number, b: bigint) => a === Number(b));
  environment.registerVariable(MAP_OF_MESSAGES, 'map<string, dyn>');
  const shapes = Object.entries(messages).map(([name, { fields }]) => [name, { record: fields }] as const);
  declareVariables(environment, 'M', shapes);
  return (variables) => {
    const taken = new Set(Object.keys(messages));
    const own = [...variables].filter(([name]) => !taken.has(name));
    return own.length === 0 ? environment : declareVariables(environment.clone(), 'V', own);
  };
}

/** The environment of statements: that of guards without variables, and `happened`, which holds all that has happened. */
export function statementEnvironment(messages: Readonly<Record<string, MessageShape>>): Environment {
  const { happened: _, ...others } = messages;
  return guardEnvironments(others)(new Map()).registerVariable('happened', 'map<string, dyn>');
}

/** Whether CEL, or the engine, keeps a name for itself. */
export function isReservedInGuards(name: string): boolean {
  return RESERVED.has(name) || BUILT_IN.hasVariable(name);
}

function declareVariables(
  environment: Environment,
  prefix: string,
  variables: readonly (readonly [string, ShapeType])[],
): Environment {
  const typeOf = typeNamer(environment, prefix);
  for (const [name, shape] of variables)
    if (!isReservedInGuards(name)) environment.registerVariable(name, typeOf(shape));
  return environment;
}

/** Declares record types under numbered names: CEL has no records without a name. */
function typeNamer(environment: Environment, prefix: string): (shape: ShapeType) => string {
  let count = 0;
  function record(fields: Readonly<Record<string, ShapeType>>): string {
    const types = Object.entries(fields).map(([field, shape]) => [field, typeOf(shape)]);
    count += 1;
    const name = `${prefix}${count}`;
    environment.registerType(name, { fields: Object.fromEntries(types) });
    return name;
  }
  function typeOf(shape: ShapeType): string {
    if (typeof shape === 'string') return SCALARS[shape];
    if ('nullable' in shape || 'oneOf' in shape) return 'dyn';
    if ('list' in shape) return `list<${typeOf(shape.list)}>`;
    if ('map' in shape) return `map<string, ${typeOf(shape.map)}>`;
    return record(shape.record);
  }
  return typeOf;
}

const SCALARS: Readonly<Record<Extract<ShapeType, string>, string>> = {
  string: 'string',
  boolean: 'bool',
  int: 'int',
  double: 'double',
  decimal: 'double',
  timestamp: 'google.protobuf.Timestamp',
  duration: 'google.protobuf.Duration',
  any: 'dyn',
};
