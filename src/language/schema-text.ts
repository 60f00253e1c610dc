/** The annotations of one subschema that messages are made of. */
export interface SchemaText {
  readonly title?: string;
  readonly expects?: string;
  readonly help?: string;
  /** The keys of which one must be there, where a map has several forms. */
  readonly needs?: string;
  /** The values that are allowed, where they are few. */
  readonly choices: readonly unknown[];
  /** Keys that a map may have here, for suggestions. */
  readonly keys: readonly string[];
}

/** Reads the annotations of a subschema. */
export function schemaText(schema: Readonly<Record<string, unknown>>): SchemaText {
  const { title, enum: choices, properties } = schema;
  const expects = schema['x-expects'];
  const help = schema['x-help'];
  const needs = schema['x-needs'];
  return {
    ...(typeof title === 'string' && { title }),
    ...(typeof expects === 'string' && { expects }),
    ...(typeof help === 'string' && { help }),
    ...(typeof needs === 'string' && { needs }),
    choices: Array.isArray(choices) ? choices : [],
    keys: Object.keys(properties ?? {}).filter((key) => key !== '$schema'),
  };
}
