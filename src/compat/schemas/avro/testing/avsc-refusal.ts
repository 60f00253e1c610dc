import avro from 'avsc';
import type { JsonValue } from '../../../../model/index.js';
import { fullName, shortName } from '../avro-names.js';
import type { Blueprint } from './blueprint.js';
import { instanceOf, randomFrom } from './instance.js';
import { fullNameOf, namedIn, renderBlueprint } from './render-blueprint.js';

const INSTANCES = 8;

/**
 * What keeps avsc from reading values of the writer, or nothing. It goes by full names and Apache by short ones, so it gets
 * short names, and of the aliases those that Apache would apply.
 */
export function refusalOf(reader: Blueprint, writer: Blueprint, seed: number): string | undefined {
  const known = new Set(namedIn(writer).map(fullNameOf));
  const aliasesOf = (aliases: readonly string[], namespace: string) => {
    const applied = aliases.map((alias) => fullName(alias, namespace)).filter((alias) => known.has(alias));
    return [...new Set(applied.map(shortName))];
  };
  const readerJson = renderBlueprint(reader, { nameOf: shortName, aliasesOf });
  const writerJson = renderBlueprint(writer, { nameOf: shortName, aliasesOf: () => [] });
  return refusalOfJson(readerJson, writerJson, seed);
}

/** The same for schemas as they are, by full names. */
export function refusalOfJson(readerJson: JsonValue, writerJson: JsonValue, seed: number): string | undefined {
  const [reader, writer] = [avscType(readerJson), avscType(writerJson)];
  const values = Array.from({ length: INSTANCES }, (_, index) => instanceOf(writerJson, randomFrom(seed + index)));
  const written = values.map((value) => writer.toBuffer(value));
  try {
    const resolver = reader.createResolver(writer);
    for (const bytes of written) reader.fromBuffer(bytes, resolver);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

function avscType(json: JsonValue): avro.Type {
  return avro.Type.forSchema(json as avro.Schema, { wrapUnions: true });
}

interface Options {
  registry?: Record<string, unknown>;
}

type CreateResolver = (this: avro.Type, type: avro.Type, options?: Options) => avro.Resolver;

/**
 * avsc remembers a resolver before it knows whether there is one, for recursive types. What it remembers of a branch that
 * then does not fit must be forgotten, or the next one to ask gets a resolver that cannot read.
 */
const { prototype } = avro.Type as unknown as { prototype: { createResolver: CreateResolver } };
const createResolver = prototype.createResolver;
prototype.createResolver = function (type, options = {}) {
  const before = { ...options.registry };
  try {
    return createResolver.call(this, type, options);
  } catch (error) {
    const registry = options.registry ?? {};
    for (const key of Object.keys(registry)) if (!(key in before)) delete registry[key];
    throw error;
  }
};
