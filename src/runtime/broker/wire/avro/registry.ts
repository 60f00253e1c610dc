/** Where schemas are kept, each under a number: the port to a Confluent registry, or one that speaks as it does. */
export interface SchemaRegistry {
  /** The number of a schema under a subject. Rejects with `RegistryError` where the registry says no, and otherwise where it is away. */
  idOf(subject: string, schema: string): Promise<number>;
  /** The text of a schema. Rejects in the same way. */
  schemaOf(id: number): Promise<string>;
}

/** What a registry answers with. The first three digits are those of HTTP. */
export const REGISTRY_CODES = {
  subjectNotFound: 40401,
  schemaNotFound: 40403,
  incompatible: 409,
  invalidSchema: 42201,
  /** Of ours: the schema is there, and is none of Avro. */
  notAvro: 42290,
} as const;

/** The registry has answered, and the answer is no. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}
