import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import protobufjs from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { readProtobuf } from '../../../compat/schemas/protobuf/read-protobuf.js';
import { printProto } from '../../../compat/schemas/protobuf/testing/made-proto.js';
import { randomModule } from '../../../compat/schemas/protobuf/testing/random-proto.js';
import { parsedBy } from '../../../generate/targets/protobuf/testing/generate-proto.js';
import { createRandom } from '../../../runtime/testing/random.js';
import { sharedFolder } from '../../../testing/shared.js';
import { generateProto, importProto } from './testing/import-proto.js';
import { wireDifferences } from './testing/same-wire.js';

type Texts = Readonly<Record<string, string>>;

/** A value for every field, three messages deep. */
function filled(type: protobufjs.Type, depth = 0): object {
  const oneofs = new Set<string>();
  const fields = type.fieldsArray.filter((field) => {
    const { partOf } = field.resolve();
    if (!partOf || field.options?.['proto3_optional']) return true;
    if (oneofs.has(partOf.name)) return false;
    return oneofs.add(partOf.name);
  });
  return Object.fromEntries(
    fields.flatMap((field) => {
      const { resolvedType } = field;
      if (resolvedType instanceof protobufjs.Type && depth > 2) return [];
      const value = single(field, depth);
      return [[field.name, field.map ? { 1: value } : field.repeated ? [value, value] : value]];
    }),
  );
}

function single({ resolvedType, type, name }: protobufjs.Field, depth: number): unknown {
  if (resolvedType instanceof protobufjs.Enum) return Object.values(resolvedType.values).at(-1);
  if (resolvedType) return filled(resolvedType, depth + 1);
  if (type === 'string') return name;
  if (type === 'bytes') return Buffer.from(name);
  if (type === 'bool') return true;
  return type === 'double' || type === 'float' ? 0.5 : /^(u|fixed)/.test(type) ? 4_000_000_000 : -7;
}

/** A decoded message by the numbers of its fields. */
function byNumber(message: protobufjs.Message): object {
  const type = message.$type;
  return Object.fromEntries(
    type.fieldsArray.flatMap((field) => {
      if (!Object.hasOwn(message, field.name)) return [];
      const value = (message as unknown as Record<string, unknown>)[field.name];
      return [[field.id, plain(value)]];
    }),
  );
}

function plain(value: unknown): unknown {
  if (value instanceof protobufjs.Message) return byNumber(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (typeof value !== 'object' || value === null) return value;
  if ('low' in value && 'unsigned' in value) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** Sends a full value of each event from the source's definitions to those that are generated, and back. */
function sendAll(texts: Texts): number {
  const { catalog, lock, draft } = importProto(texts);
  const [source, made] = [parsedBy(new Map(Object.entries(texts))), parsedBy(generateProto(catalog, lock))];
  for (const id of draft.messages.keys()) {
    const [from, to] = [source.lookupType(id), made.lookupType(`test.v1.${id}`)];
    const given = from.create(from.fromObject(filled(from)));
    const bytes = from.encode(given).finish();
    const read = to.decode(bytes);
    expect(byNumber(read), id).toEqual(byNumber(from.decode(bytes)));
    expect(byNumber(from.decode(to.encode(read).finish())), id).toEqual(byNumber(read));
    expect(Object.keys(byNumber(read)).length, id).toBeGreaterThan(0);
  }
  return draft.messages.size;
}

/** The events, and where one of them is another on the wire than in its source. */
async function differencesOf(texts: Texts): Promise<readonly string[]> {
  const { catalog, lock, draft } = importProto(texts);
  const generated = generateProto(catalog, lock);
  parsedBy(generated);
  const read = async (files: Iterable<readonly [string, string]>) => {
    return readProtobuf([...files].filter(([path]) => path.endsWith('.proto')).map(([path, text]) => ({ path, text })));
  };
  const [source, made] = [await read(Object.entries(texts)), await read(generated)];
  if (source.problems.length > 0) return [];
  expect(made.problems).toEqual([]);
  const wires = { source: source.files, made: made.files };
  expect(draft.messages.size).toBeGreaterThan(0);
  return [...draft.messages.keys()].flatMap((id) => {
    const name = [...source.files.messages.keys()].find((one) => one.endsWith(`.${id}`) || one === id) ?? id;
    return wireDifferences(wires, name, `test.v1.${id}`);
  });
}

const RICH: Texts = {
  'shop/rich.proto': `syntax = "proto3";
package shop;
import "google/protobuf/timestamp.proto";
import "google/protobuf/duration.proto";
import "google/protobuf/wrappers.proto";
import "google/protobuf/struct.proto";
import "google/protobuf/any.proto";
import "google/protobuf/empty.proto";
import "google/protobuf/field_mask.proto";
message Rich {
  double a = 1; float b = 2; int32 c = 3; int64 d = 4; uint32 e = 5; uint64 f = 6; sint32 g = 7; sint64 h = 8; fixed32 i = 9;
  fixed64 j = 10; sfixed32 k = 11; sfixed64 l = 12; bool m = 13; string n = 14; bytes o = 15;
  repeated sint64 p = 16; map<uint64, fixed32> q = 17; map<bool, Inner> r = 18; optional string s = 19;
  google.protobuf.Timestamp t = 536870911; google.protobuf.Duration u = 18999; google.protobuf.UInt64Value v = 20000;
  repeated google.protobuf.Int64Value w = 23; map<string, google.protobuf.BoolValue> x = 24; google.protobuf.Struct y = 25;
  google.protobuf.ListValue z = 26; google.protobuf.Value aa = 27; google.protobuf.Any ab = 28; google.protobuf.Empty ac = 29;
  repeated google.protobuf.Empty ad = 30; google.protobuf.FieldMask ae = 31; repeated Kind af = 32; Choice ag = 33; Tree ah = 34;
  oneof pick { string ai = 40; Inner aj = 41; google.protobuf.StringValue ak = 42; Kind al = 43; }
  Rich again = 50;
  message Inner { int32 x = 1; message Deep { int32 y = 3; } Deep deep = 7; }
  enum Kind { KIND_UNSPECIFIED = 0; KIND_A = 4; KIND_B = -2; }
}
message Choice { oneof kind { Rich.Inner one = 3; Rich.Inner.Deep two = 5; Tree kind_tree = 9; } }
message Tree { Choice left = 2; repeated Tree kind = 4; }
`,
};

describe('Protobuf taken in and generated again', () => {
  it('sends the same values, for every type that there is', () => {
    expect(sendAll(RICH)).toBe(1);
  });

  it('is the same on the wire, for random modules', async () => {
    const random = createRandom(7);
    for (let count = 0; count < 50; count++) {
      const { a, b } = randomModule(random, 'x', 'p');
      const texts = { 'x/a.proto': printProto(a), 'x/b.proto': printProto(b) };
      expect(await differencesOf(texts), Object.values(texts).join('\n')).toEqual([]);
    }
  });

  const corpora = ['corpora/protobuf/proto', 'corpora/cloudevents'].map(sharedFolder);
  it.runIf(corpora.every((folder) => folder !== undefined))('sends the same values, for what others wrote', () => {
    for (const folder of corpora) {
      const paths = readdirSync(folder ?? '', { recursive: true, encoding: 'utf8' }).map((path) =>
        path.replaceAll('\\', '/'),
      );
      const protos = paths.filter((path) => path.endsWith('.proto')).sort();
      const texts = Object.fromEntries(protos.map((path) => [path, readFileSync(join(folder ?? '', path), 'utf8')]));
      expect(sendAll(texts)).toBeGreaterThan(0);
    }
  });
});
