import type { Catalog, TypeExpr, UnionType } from '../../../model/index.js';
import type { AvroWriter } from './avro-writer.js';
import { avroTypeName } from './names.js';

/** By full name of a branch: the fields of a value in JSON that say which case it is. */
type Tags = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The attribute that keeps what the discriminator says: Avro does not write it, and JSON cannot be made again without it. */
export function tagsAttribute(writer: AvroWriter, type: TypeExpr): { readonly tags?: Tags } {
  const tags = tagsOf(writer, type);
  return Object.keys(tags).length === 0 ? {} : { tags };
}

function tagsOf(writer: AvroWriter, type: TypeExpr, seen: readonly string[] = []): Tags {
  if (type.kind === 'nullable') return tagsOf(writer, type.inner, seen);
  if (type.kind === 'anyOf') return Object.assign({}, ...type.options.map((option) => tagsOf(writer, option, seen)));
  if (type.kind !== 'named' || seen.includes(type.ref.name)) return {};
  const def = writer.catalog.types.get(type.ref.name);
  const open = [...seen, type.ref.name];
  if (def?.shape === 'scalar') return def.avro === undefined ? tagsOf(writer, def.type, open) : {};
  return def?.shape === 'union' ? caseTags(writer, def, open) : {};
}

/** A case that is a choice itself has branches of its own, each with the tags of both. */
function caseTags(writer: AvroWriter, { discriminator, cases }: UnionType, seen: readonly string[]): Tags {
  const entries = cases.flatMap(({ tag, type: ref }) => {
    const inner = isUnion(writer.catalog, ref.name)
      ? tagsOf(writer, { kind: 'named', ref }, seen)
      : { [`${writer.namespace}.${avroTypeName(ref.name)}`]: {} };
    return Object.entries(inner).map(([branch, tags]) => [branch, { [discriminator]: tag, ...tags }] as const);
  });
  return Object.fromEntries(entries);
}

function isUnion(catalog: Catalog, id: string): boolean {
  return catalog.types.get(id)?.shape === 'union';
}
