import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../model/index.js';
import { catalogFrom } from '../../../testing/catalog-from.js';
import { DIRECTIONS } from '../../check.js';
import { judgeContext } from '../../judge-context.js';
import { canReadProtobuf } from '../../schemas/protobuf/can-read-protobuf.js';
import type { ProtoFiles } from '../../schemas/protobuf/proto-files.js';
import { readProtobuf } from '../../schemas/protobuf/read-protobuf.js';
import { orderPlaced } from './example.js';
import { payloadChanges } from './testing/payload-changes.js';
import { worstFor } from './testing/verdict.js';

const DEFINITIONS = `
message Money { string currency = 1; }
enum Origin { ORIGIN_UNSPECIFIED = 0; ORIGIN_WEB = 1; }
`;

const TYPES = ['Money: { fields: { currency: string } }', 'Origin: { enum: [web] }'];

/** A field of a type of the catalog as the language writes it in Protobuf. */
const FIELDS: Readonly<Record<string, string>> = {
  'f: string': 'string f = 1;',
  'f: uuid': 'string f = 1;',
  'f: date': 'string f = 1;',
  'f: decimal(8.2)': 'string f = 1;',
  'f: boolean': 'bool f = 1;',
  'f: int': 'int32 f = 1;',
  'f: long': 'int64 f = 1;',
  'f: float': 'float f = 1;',
  'f: double': 'double f = 1;',
  'f: bytes': 'bytes f = 1;',
  'f: timestamp': 'google.protobuf.Timestamp f = 1;',
  'f: duration': 'google.protobuf.Duration f = 1;',
  'f: list<string>': 'repeated string f = 1;',
  'f: map<string>': 'map<string, string> f = 1;',
  'f: Money': 'Money f = 1;',
  'f: Origin': 'Origin f = 1;',
  'f: string?': 'optional string f = 1;',
  'f: string|null': 'google.protobuf.StringValue f = 1;',
};

async function filesOf(field: string): Promise<ProtoFiles> {
  const imports = ['timestamp', 'duration', 'wrappers'].map((name) => `import "google/protobuf/${name}.proto";`);
  const text = `syntax = "proto3";\n${imports.join('\n')}\n${DEFINITIONS}\nmessage OrderPlaced { ${field} }\n`;
  const { files, problems } = await readProtobuf([{ path: 'order.proto', text }]);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return files;
}

/** One state of the event: as a catalog has it, and as a proto file has it. */
interface State {
  readonly payload: string;
  readonly catalog: Catalog;
  readonly proto: ProtoFiles;
}

async function stateOf(payload: string, proto: string): Promise<State> {
  return { payload, catalog: catalogFrom(orderPlaced(payload, ...TYPES)).catalog, proto: await filesOf(proto) };
}

/** What our verdict and that of the rules for the wire and for JSON are, where they differ. */
function differences(before: State, after: State): readonly string[] {
  const context = judgeContext(before.catalog, after.catalog, '2026-06-01');
  const changes = payloadChanges(before.catalog, after.catalog);
  return DIRECTIONS.flatMap((direction) => {
    const [reader, writer] = direction === 'backward' ? [after.proto, before.proto] : [before.proto, after.proto];
    const theirs = (['WIRE', 'WIRE_JSON'] as const).some(
      (level) => canReadProtobuf(reader, writer, level).breaks.length > 0,
    );
    const ours = worstFor(changes, context, 'protobuf', direction);
    const pair = `${before.payload} -> ${after.payload}`;
    return (ours === 'break') === theirs ? [] : [`${pair} ${direction}: ours ${ours}, theirs ${theirs}`];
  });
}

describe('verdicts on Protobuf', () => {
  it('are those of the rules for the wire and for JSON, for every pair of types', async () => {
    const states = await Promise.all(Object.entries(FIELDS).map(([payload, proto]) => stateOf(payload, proto)));
    expect(states.flatMap((before) => states.flatMap((after) => differences(before, after)))).toEqual([]);
  });

  it.each<[string, string, string, string, string]>([
    ['a field comes', 'a: int', 'a: int, b: string', 'int32 a = 1;', 'int32 a = 1; string b = 2;'],
    [
      'a field goes',
      'a: int, b: string',
      'a: int',
      'int32 a = 1; string b = 2;',
      'int32 a = 1; reserved 2; reserved "b";',
    ],
    ['a field has another name', 'a: int', 'b: { type: int, renamedFrom: a }', 'int32 a = 1;', 'int32 b = 1;'],
    ['a field may be absent', 'a: int', 'a: int?', 'int32 a = 1;', 'optional int32 a = 1;'],
  ])('are those where %s', async (_, before, after, old, next) => {
    const found = differences(await stateOf(before, old), await stateOf(after, next));
    // The other way round the rules speak of numbers that may be used again, and not of who reads what.
    expect(found.filter((text) => text.includes(' backward: '))).toEqual([]);
  });
});
