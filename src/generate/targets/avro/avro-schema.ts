/** An Avro schema as JSON; keys are printed in their order. */
export type AvroSchema = string | AvroNode | readonly AvroSchema[];

export interface AvroNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** The branches of a schema; one that is no union is its only branch. Unions never stand directly in unions. */
export function branchesOf(schema: AvroSchema): readonly (string | AvroNode)[] {
  return Array.isArray(schema) ? schema.flatMap(branchesOf) : [schema as string | AvroNode];
}

/** A union of `null` and a schema, in the order that the default asks for: it has to fit the first branch. */
export function withNull(schema: AvroSchema, nullFirst: boolean): AvroSchema {
  const others = branchesOf(schema).filter((branch) => branch !== 'null');
  return nullFirst ? ['null', ...others] : [...others, 'null'];
}
