import { describeError } from '../../../errors.js';
import { canonicalJson } from '../../../json.js';
import { type AvroSchema, avroReading, readAvroSchema } from './avro-schema.js';
import { REGISTRY_CODES, RegistryError, type SchemaRegistry } from './registry.js';

/** What a new schema of a subject has to be, beside those that are there. */
export type Compatibility =
  | 'NONE'
  | 'BACKWARD'
  | 'FORWARD'
  | 'FULL'
  | 'BACKWARD_TRANSITIVE'
  | 'FORWARD_TRANSITIVE'
  | 'FULL_TRANSITIVE';

export interface MemoryRegistryOptions {
  /** Default `BACKWARD`, as in Confluent's. */
  readonly compatibility?: Compatibility;
  /** Whether `idOf` registers what is not there, instead of rejecting. Default: it does. */
  readonly autoRegister?: boolean;
}

/** A schema as a subject has it. */
export interface RegisteredSchema {
  readonly subject: string;
  readonly id: number;
  /** From 1, within the subject. */
  readonly version: number;
  readonly schema: string;
}

/** A registry in memory, for tests and trials: one that behaves as Confluent's does. */
export interface MemoryRegistry extends SchemaRegistry {
  /** Adds a schema to a subject; the same schema has the same id under every subject. Throws `RegistryError`. */
  register(subject: string, schema: string): RegisteredSchema;
  /** The schema as the subject has it. Throws `RegistryError` where it does not. */
  lookup(subject: string, schema: string): RegisteredSchema;
  /** The versions of a subject, oldest first. Throws `RegistryError` where there are none. */
  versions(subject: string): readonly RegisteredSchema[];
  readonly subjects: readonly string[];
}

export function createMemoryRegistry(options: MemoryRegistryOptions = {}): MemoryRegistry {
  const { compatibility = 'BACKWARD', autoRegister = true } = options;
  const subjects = new Map<string, RegisteredSchema[]>();
  const ids = new Map<string, number>();
  const texts: string[] = [];
  const canonicals = new Map<string, string>();

  /** Spaces and the order of attributes make no other schema. */
  function canonicalOf(schema: string): string {
    const canonical = canonicals.get(schema) ?? canonicalJson(JSON.parse(sound(schema).text));
    canonicals.set(schema, canonical);
    return canonical;
  }

  function versions(subject: string): readonly RegisteredSchema[] {
    const found = subjects.get(subject);
    if (found === undefined) throw new RegistryError(REGISTRY_CODES.subjectNotFound, `Subject '${subject}' not found.`);
    return found;
  }

  function lookup(subject: string, schema: string): RegisteredSchema {
    const canonical = canonicalOf(schema);
    const found = versions(subject).find((one) => canonicalOf(one.schema) === canonical);
    if (found === undefined) throw new RegistryError(REGISTRY_CODES.schemaNotFound, 'Schema not found');
    return found;
  }

  function register(subject: string, schema: string): RegisteredSchema {
    const canonical = canonicalOf(schema);
    const present = subjects.get(subject) ?? [];
    const known = present.find((one) => canonicalOf(one.schema) === canonical);
    if (known !== undefined) return known;
    checkCompatible(compatibility, schema, present);
    const id = ids.get(canonical) ?? texts.push(schema);
    ids.set(canonical, id);
    const registered = { subject, id, version: present.length + 1, schema };
    subjects.set(subject, [...present, registered]);
    return registered;
  }

  return {
    register,
    lookup,
    versions,
    get subjects() {
      return [...subjects.keys()].sort();
    },
    async idOf(subject, schema) {
      return (autoRegister ? register : lookup)(subject, schema).id;
    },
    async schemaOf(id) {
      const text = texts[id - 1];
      if (text === undefined) throw new RegistryError(REGISTRY_CODES.schemaNotFound, `Schema ${id} not found`);
      return text;
    },
  };
}

function sound(schema: string): AvroSchema {
  try {
    return readAvroSchema(schema);
  } catch (error) {
    throw new RegistryError(REGISTRY_CODES.invalidSchema, `Invalid schema: ${describeError(error)}`);
  }
}

function checkCompatible(mode: Compatibility, schema: string, present: readonly RegisteredSchema[]): void {
  const others = mode.endsWith('_TRANSITIVE') ? present : present.slice(-1);
  const next = sound(schema);
  for (const { version, schema: text } of others) {
    const old = sound(text);
    const backward = /^(BACKWARD|FULL)/.test(mode) ? unreadable(next, old) : undefined;
    const forward = /^(FORWARD|FULL)/.test(mode) ? unreadable(old, next) : undefined;
    const reason = backward ?? forward;
    if (reason === undefined) continue;
    const message = `Schema being registered is incompatible with version ${version} (${mode}): ${reason}`;
    throw new RegistryError(REGISTRY_CODES.incompatible, message);
  }
}

/** Why a reader cannot read what a writer writes, if so. */
function unreadable(reader: AvroSchema, writer: AvroSchema): string | undefined {
  try {
    avroReading(writer, reader);
    return undefined;
  } catch (error) {
    return describeError(error);
  }
}
