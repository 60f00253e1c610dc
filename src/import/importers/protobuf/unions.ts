import { jsonNameOf } from '../../../compat/schemas/protobuf/json-name.js';
import type { ProtoField } from '../../../compat/schemas/protobuf/proto-files.js';
import type { Definitions, MessageDefinition } from './definitions.js';
import { fieldNames } from './read-fields.js';

/** The discriminator of each message that is a union, by full name. */
export type Unions = ReadonlyMap<string, string>;

/**
 * Messages that are nothing but one oneof of messages. In a catalog the fields of a case stand beside the discriminator, so this has
 * to be a name that none of them has; and a union is not made of itself.
 */
export function unionsIn(definitions: Definitions, names: readonly string[]): Unions {
  const isKnown = new Set(names);
  const fitting = new Map(
    names.flatMap((name) => {
      const entry = definitions.messages.get(name);
      const cases = entry && casesOf(entry);
      return cases?.every((one) => isKnown.has(one)) ? [[name, cases] as const] : [];
    }),
  );
  const unions = new Map<string, string>();
  for (const name of fitting.keys()) {
    const inside = unionsInside(name, fitting);
    if (inside.has(name)) continue;
    unions.set(name, '');
  }
  // From the innermost: the discriminator of an inner union is one of the names inside an outer one.
  const order = [...unions.keys()].sort((a, b) => unionsInside(a, fitting).size - unionsInside(b, fitting).size);
  for (const name of order) unions.set(name, discriminatorOf(definitions, name, fitting, unions));
  return unions;
}

type Cases = ReadonlyMap<string, readonly string[]>;

/** The messages of the cases, if the message is nothing but a oneof of messages. */
function casesOf({ fields }: MessageDefinition): readonly string[] | undefined {
  const oneof = fields[0]?.oneof;
  if (oneof === undefined || fields.length < 2) return undefined;
  const cases = fields.map((field: ProtoField) => {
    const isCase = field.oneof === oneof && field.type.kind === 'message' && field.extendee === undefined;
    return isCase && 'name' in field.type ? field.type.name : undefined;
  });
  return cases.every((name) => name !== undefined) ? cases : undefined;
}

/** The unions among the cases of a union, and those among theirs. */
function unionsInside(name: string, fitting: Cases): ReadonlySet<string> {
  const inside = new Set<string>();
  const open = [...(fitting.get(name) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (inside.has(next) || !fitting.has(next)) continue;
    inside.add(next);
    open.push(...(fitting.get(next) ?? []));
  }
  return inside;
}

function discriminatorOf(
  definitions: Definitions,
  name: string,
  fitting: Cases,
  unions: ReadonlyMap<string, string>,
): string {
  const inner = [name, ...unionsInside(name, fitting)];
  const taken = new Set(inner.flatMap((one) => (one === name ? [] : [unions.get(one) ?? ''])));
  for (const one of inner) {
    for (const caseName of fitting.get(one) ?? []) {
      const record = definitions.messages.get(caseName);
      if (record && !unions.has(caseName)) for (const field of fieldNames(record).values()) taken.add(field);
    }
  }
  const oneof = definitions.messages.get(name)?.fields[0]?.oneof ?? 'kind';
  const wanted = [jsonNameOf(oneof), 'kind', 'type', 'case', `${jsonNameOf(oneof)}Case`];
  const free = wanted.find((text) => !taken.has(text));
  if (free !== undefined) return free;
  for (let count = 2; ; count++) if (!taken.has(`kind${count}`)) return `kind${count}`;
}
