import { describe, expect, it } from 'vitest';
import { canReadProtobuf } from './can-read-protobuf.js';
import { brokenRules, edition, proto2, proto3, readTexts } from './testing/read-text.js';

/** Rows of: what is judged, reader, writer, rules broken on the wire, rules broken with JSON. */
type Row = readonly [string, string, string, readonly string[], readonly string[]];

const m = (...lines: readonly string[]) => proto3(`message M { ${lines.join(' ')} }`);
const e = (...lines: readonly string[]) => proto3(`enum E { ${lines.join(' ')} }`);
const NUMBER = 'FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED';
const NAME = 'FIELD_NO_DELETE_UNLESS_NAME_RESERVED';
const TYPE = 'FIELD_WIRE_COMPATIBLE_TYPE';
const JSON_TYPE = 'FIELD_WIRE_JSON_COMPATIBLE_TYPE';
const CARDINALITY = 'FIELD_WIRE_COMPATIBLE_CARDINALITY';
const JSON_CARDINALITY = 'FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY';

const rows: readonly Row[] = [
  ['a field added', m('int32 a = 1;', 'int32 b = 2;'), m('int32 a = 1;'), [], []],
  ['a field deleted', m(), m('int32 a = 1;'), [NUMBER], [NAME, NUMBER]],
  ['a field deleted, number reserved', m('reserved 1;'), m('int32 a = 1;'), [], [NAME]],
  ['a field deleted, name reserved', m('reserved "a";'), m('int32 a = 1;'), [NUMBER], [NUMBER]],
  ['a field deleted, both reserved', m('reserved 1 to 3;', 'reserved "a";'), m('int32 a = 1;'), [], []],
  ['a field renamed', m('int32 b = 1;'), m('int32 a = 1;'), [], ['FIELD_SAME_JSON_NAME', 'FIELD_SAME_NAME']],
  ['a field renamed, JSON name kept', m('int32 b = 1 [json_name = "a"];'), m('int32 a = 1;'), [], ['FIELD_SAME_NAME']],
  ['a JSON name set', m('int32 a_b = 1 [json_name = "x"];'), m('int32 a_b = 1;'), [], ['FIELD_SAME_JSON_NAME']],
  ['the usual JSON name set', m('int32 a_b = 1 [json_name = "aB"];'), m('int32 a_b = 1;'), [], []],
  ['int32 to int64', m('int64 a = 1;'), m('int32 a = 1;'), [], [JSON_TYPE]],
  ['int32 to uint32', m('uint32 a = 1;'), m('int32 a = 1;'), [], []],
  ['int32 to bool', m('bool a = 1;'), m('int32 a = 1;'), [], [JSON_TYPE]],
  ['int32 to sint32', m('sint32 a = 1;'), m('int32 a = 1;'), [TYPE], [JSON_TYPE]],
  ['sint32 to sint64', m('sint64 a = 1;'), m('sint32 a = 1;'), [], [JSON_TYPE]],
  ['fixed32 to sfixed32', m('sfixed32 a = 1;'), m('fixed32 a = 1;'), [], []],
  ['float to double', m('double a = 1;'), m('float a = 1;'), [TYPE], [JSON_TYPE]],
  ['string to bytes', m('bytes a = 1;'), m('string a = 1;'), [], [JSON_TYPE]],
  ['bytes to string', m('string a = 1;'), m('bytes a = 1;'), [TYPE], [JSON_TYPE]],
  ['int32 to enum', proto3('enum E { A = 0; } message M { E a = 1; }'), m('int32 a = 1;'), [TYPE], [JSON_TYPE]],
  [
    'message to another one',
    proto3('message N {} message O {} message M { O a = 1; }'),
    proto3('message N {} message M { N a = 1; }'),
    [TYPE],
    [JSON_TYPE],
  ],
  ['message to bytes', m('bytes a = 1;'), m('M a = 1;'), [TYPE], [JSON_TYPE]],
  ['the same type by another name', m('.p.M a = 1;'), m('M a = 1;'), [], []],
  ['single to repeated', m('repeated int32 a = 1;'), m('int32 a = 1;'), [CARDINALITY], [JSON_CARDINALITY]],
  ['implicit to explicit presence', m('optional int32 a = 1;'), m('int32 a = 1;'), [], []],
  ['packed or not', m('repeated int32 a = 1 [packed = false];'), m('repeated int32 a = 1;'), [], []],
  [
    'a map for its entries',
    m('map<int32, int32> a = 1;'),
    m('message AEntry { int32 key = 1; int32 value = 2; }', 'repeated AEntry a = 1;'),
    [],
    [JSON_CARDINALITY],
  ],
  ['the value of a map', m('map<int32, int32> a = 1;'), m('map<int32, string> a = 1;'), [TYPE], [JSON_TYPE]],
  [
    'the name of a map',
    m('map<int32, int32> b = 1;'),
    m('map<int32, int32> a = 1;'),
    [TYPE],
    ['FIELD_SAME_JSON_NAME', 'FIELD_SAME_NAME', JSON_TYPE],
  ],
  ['into a oneof', m('oneof o { int32 a = 1; }'), m('int32 a = 1;'), ['FIELD_SAME_ONEOF'], ['FIELD_SAME_ONEOF']],
  [
    'from one oneof into another',
    m('oneof o { int32 a = 1; }', 'oneof q { int32 b = 2; }'),
    m('oneof o { int32 a = 1; int32 b = 2; }'),
    ['FIELD_SAME_ONEOF'],
    ['FIELD_SAME_ONEOF'],
  ],
  ['a new field in a oneof', m('oneof o { int32 a = 1; int32 b = 2; }'), m('oneof o { int32 a = 1; }'), [], []],
  ['optional is no oneof', m('int32 a = 1;'), m('optional int32 a = 1;'), [], []],
  [
    'reserved numbers given back',
    m('reserved 1 to 4;'),
    m('reserved 1 to 5;'),
    ['RESERVED_MESSAGE_NO_DELETE'],
    ['RESERVED_MESSAGE_NO_DELETE'],
  ],
  ['reserved numbers in other ranges', m('reserved 1, 2 to 4, 5 to 9;'), m('reserved 1 to 5;'), [], []],
  [
    'a reserved name given back',
    m('reserved "b";'),
    m('reserved "a", "b";'),
    ['RESERVED_MESSAGE_NO_DELETE'],
    ['RESERVED_MESSAGE_NO_DELETE'],
  ],
  ['an enum value added', e('A = 0;', 'B = 1;'), e('A = 0;'), [], []],
  [
    'an enum value deleted',
    e('A = 0;'),
    e('A = 0;', 'B = 1;'),
    ['ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED'],
    ['ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED', 'ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED'],
  ],
  ['an enum value deleted, both reserved', e('A = 0;', 'reserved 1;', 'reserved "B";'), e('A = 0;', 'B = 1;'), [], []],
  ['an enum value renamed', e('A = 0;', 'C = 1;'), e('A = 0;', 'B = 1;'), [], ['ENUM_VALUE_SAME_NAME']],
  [
    'an enum value renamed, old name kept',
    e('option allow_alias = true;', 'A = 0;', 'C = 1;', 'B = 1;'),
    e('A = 0;', 'B = 1;'),
    [],
    [],
  ],
  [
    'an alias taken away',
    e('A = 0;'),
    e('option allow_alias = true;', 'A = 0;', 'B = 0;'),
    [],
    ['ENUM_VALUE_SAME_NAME'],
  ],
  [
    'reserved enum numbers given back',
    e('A = 0;'),
    e('A = 0;', 'reserved 5;'),
    ['RESERVED_ENUM_NO_DELETE'],
    ['RESERVED_ENUM_NO_DELETE'],
  ],
  ['a message deleted', proto3('message N {}'), proto3('message N {} message M {}'), [], []],
  ['the package', 'syntax = "proto3"; package q; message M {}', m(), ['FILE_SAME_PACKAGE'], ['FILE_SAME_PACKAGE']],
  [
    'proto3 to proto2',
    proto2('message M { optional int32 a = 1; }'),
    m('int32 a = 1;'),
    [],
    ['MESSAGE_SAME_JSON_FORMAT'],
  ],
  ['proto2 to proto3', m('int32 a = 1;'), proto2('message M { optional int32 a = 1; }'), [], []],
  ['proto3 to an edition', edition('message M { int32 a = 1; }'), m('int32 a = 1;'), [], []],
  [
    'JSON of an enum given up',
    edition('enum E { option features.json_format = LEGACY_BEST_EFFORT; A = 0; }'),
    e('A = 0;'),
    [],
    ['ENUM_SAME_JSON_FORMAT'],
  ],
  [
    'JSON of a nested message given up',
    edition('message M { option features.json_format = LEGACY_BEST_EFFORT; message N {} }'),
    edition('message M { message N {} }'),
    [],
    ['MESSAGE_SAME_JSON_FORMAT'],
  ],
  [
    'required added',
    proto2('message M { required int32 a = 1; }'),
    proto2('message M { }'),
    ['MESSAGE_SAME_REQUIRED_FIELDS'],
    ['MESSAGE_SAME_REQUIRED_FIELDS'],
  ],
  [
    'required to optional',
    proto2('message M { optional int32 a = 1; }'),
    proto2('message M { required int32 a = 1; }'),
    [CARDINALITY, 'MESSAGE_SAME_REQUIRED_FIELDS'],
    [JSON_CARDINALITY, 'MESSAGE_SAME_REQUIRED_FIELDS'],
  ],
  [
    'a group for its message',
    proto2('message M { message G {} optional G g = 1; }'),
    proto2('message M { optional group G = 1 {} }'),
    [TYPE],
    [JSON_TYPE],
  ],
  [
    'a group as a delimited message',
    edition('message M { message G {} G g = 1 [features.message_encoding = DELIMITED]; }'),
    proto2('message M { optional group G = 1 {} }'),
    [],
    [],
  ],
];

describe('canReadProtobuf', () => {
  it.each(rows)('%s', async (_, reader, writer, wire, json) => {
    expect(await brokenRules(reader, writer, 'WIRE')).toEqual([...wire].sort());
    expect(await brokenRules(reader, writer, 'WIRE_JSON')).toEqual([...json].sort());
  });
});

describe('files', () => {
  const common = 'message Money { int64 units = 1; } enum Color { RED = 0; BLUE = 1; }';
  const order = (...imports: readonly string[]) =>
    proto3(...imports.map((path) => `import "${path}";`), 'message Order { Money total = 1; Color color = 2; }');

  it('may hand a message to each other', async () => {
    const before = { 'order.proto': order('money.proto'), 'money.proto': proto3(common) };
    const after = {
      'order.proto': proto3('message Order { Money total = 1; Color color = 2; }', common),
      'money.proto': proto3(),
    };
    expect(await brokenRules(after, before)).toEqual([]);
    expect(await brokenRules(before, after)).toEqual([]);
  });

  it('may be renamed, but then changes of what they define are still seen', async () => {
    const before = { 'order.proto': order('money.proto'), 'money.proto': proto3(common) };
    const after = { 'order.proto': order('cash.proto'), 'cash.proto': proto3(common.replace('int64', 'string')) };
    expect(await brokenRules(after, before, 'WIRE')).toEqual([TYPE]);
  });

  it('may move an enum into another package if its values come along, but no message', async () => {
    const from = proto3('message M { enum Kind { A = 0; B = 1; } message N {} Kind a = 1; N b = 2; }');
    const to = (values: string) => proto3(`enum Kind { ${values} } message M { message N {} Kind a = 1; N b = 2; }`);
    expect(await brokenRules(to('A = 0; B = 1; C = 2;'), from)).toEqual([]);
    expect(await brokenRules(to('A = 0;'), from)).toEqual([JSON_TYPE]);
    expect(await brokenRules(to('A = 0; B = 2;'), from)).toEqual([JSON_TYPE]);
    const moved = proto3('message N {} message M { enum Kind { A = 0; B = 1; } Kind a = 1; N b = 2; }');
    expect(await brokenRules(moved, from)).toEqual([JSON_TYPE]);
  });

  it('are in doubt where an import is not at hand', async () => {
    const text = proto3('import "far.proto";', 'message M { far.T a = 1; }');
    const verdict = canReadProtobuf(await readTexts(text), await readTexts(text), 'WIRE');
    expect(verdict.breaks).toEqual([]);
    expect(verdict.doubts.map(({ kind }) => kind)).toEqual(['MISSING_IMPORT', 'MISSING_IMPORT']);
  });
});

describe('extensions', () => {
  const of = (field: string) => proto2('message M { extensions 10 to 20; }', `extend M { ${field} }`);

  it('are paired by what they extend and by number', async () => {
    const before = of('optional int32 a = 10;');
    expect(await brokenRules(of('optional string a = 10;'), before, 'WIRE')).toEqual([TYPE]);
    expect(await brokenRules(of('optional int32 b = 10;'), before)).toEqual(['FIELD_SAME_NAME']);
    expect(await brokenRules(of('optional int32 a = 11;'), before)).toEqual([]);
  });
});

describe('calls', () => {
  const of = (call: string) => proto3('message A {} message B {}', `service S { rpc Get${call} }`);
  const before = of('(A) returns (B);');

  it.each([
    ['(B) returns (B);', 'RPC_SAME_REQUEST_TYPE'],
    ['(A) returns (A);', 'RPC_SAME_RESPONSE_TYPE'],
    ['(stream A) returns (B);', 'RPC_SAME_CLIENT_STREAMING'],
    ['(A) returns (stream B);', 'RPC_SAME_SERVER_STREAMING'],
    ['(A) returns (B) { option idempotency_level = NO_SIDE_EFFECTS; }', 'RPC_SAME_IDEMPOTENCY_LEVEL'],
  ])('%s', async (call, rule) => {
    expect(await brokenRules(of(call), before, 'WIRE')).toEqual([rule]);
  });

  it('may be taken away', async () => {
    expect(await brokenRules(proto3('service S { }'), before)).toEqual([]);
  });
});

describe('a break', () => {
  it('says what is there and what to do, and points at both sides', async () => {
    const verdict = canReadProtobuf(
      await readTexts(m('string id = 1;')),
      await readTexts(m('int32 id = 1;', 'string email = 2;')),
      'WIRE',
    );
    expect(verdict.breaks).toMatchObject([
      {
        kind: NUMBER,
        message:
          "`M` has no field 2 (`email` on the writer's side) and does not reserve the number, so a later field may take it and misread what is written today.",
        help: 'Put `reserved 2;` into `M`, or keep the field and mark it `[deprecated = true]`.',
        reader: { file: 'a.proto', pointer: '/M' },
        writer: { file: 'a.proto', pointer: '/M/email' },
      },
      {
        kind: TYPE,
        message:
          "Field 1 (`id`) is `string` here and `int32` on the writer's side, which are written in different bytes.",
        help: 'Leave field 1 as it was and add a field of the new type with a number of its own beside it.',
        reader: { pointer: '/M/id' },
        writer: { pointer: '/M/id' },
      },
    ]);
  });
});
