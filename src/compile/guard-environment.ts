import { Environment } from '@marcbachmann/cel-js';
import type { MessageShape, ShapeType } from '../runtime/saga/definition.js';

/** What CEL keeps for itself, so that no message of such a name can be asked for. */
const MAP_OF_MESSAGES = 'seen';
const RESERVED = new Set(
  `as break const continue else false for function if import in let loop namespace null package prototype return true
  var void while ${MAP_OF_MESSAGES}`.split(/\s+/),
);

/** A CEL environment in which each message is a variable with the fields of its shape, and `seen` holds them all. */
export function guardEnvironment(
  messages: Readonly<Record<string, MessageShape>>,
  variables: readonly string[],
): Environment {
  const environment = new Environment();
  // The engine compares numbers of both kinds by value; the type checker has to know.
  environment.registerOperator('double == int', (a: number, b: bigint) => a === Number(b));
  const types = typeNamer(environment);
  const declared = new Set(RESERVED);
  const declare = (name: string, type: string): void => {
    if (!declared.has(name)) environment.registerVariable(name, type);
    declared.add(name);
  };
  for (const [name, shape] of Object.entries(messages)) declare(name, types(shape.fields));
  for (const name of variables) declare(name, 'dyn');
  return environment.registerVariable(MAP_OF_MESSAGES, 'map<string, dyn>');
}

/** Declares record types under numbered names: CEL has no records without a name. */
function typeNamer(environment: Environment): (fields: Readonly<Record<string, ShapeType>>) => string {
  let count = 0;
  function record(fields: Readonly<Record<string, ShapeType>>): string {
    const types = Object.entries(fields).map(([field, shape]) => [field, typeOf(shape)]);
    count += 1;
    const name = `Record${count}`;
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
  return record;
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
