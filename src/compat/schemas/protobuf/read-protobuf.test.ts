import { describe, expect, it } from 'vitest';
import { readProtobuf } from './read-protobuf.js';
import { edition, proto2, proto3, readTexts } from './testing/read-text.js';

async function problemsOf(...texts: readonly string[]) {
  const sources = texts.map((text, index) => ({ path: `${'abc'[index]}.proto`, text }));
  return (await readProtobuf(sources)).problems;
}

async function fieldsOf(text: string, name: string) {
  return (await readTexts(text)).messages.get(name)?.fields ?? [];
}

describe('readProtobuf', () => {
  it('keeps what a field says', async () => {
    const [id, tags, prices] = await fieldsOf(
      proto3(
        'message M {',
        '  int32 user_id = 1;',
        '  repeated string tags = 2;',
        '  map<string, M> unit_prices = 3;',
        '}',
      ),
      'p.M',
    );
    expect(id).toMatchObject({ name: 'user_id', jsonName: 'userId', number: 1, cardinality: 'implicit' });
    expect(tags).toMatchObject({ type: { kind: 'string' }, cardinality: 'repeated' });
    expect(prices).toMatchObject({ type: { kind: 'message', name: 'p.M.UnitPricesEntry' }, cardinality: 'map' });
  });

  it('makes up the messages of maps', async () => {
    const entry = (await readTexts(proto3('message M { map<int32, M> a_b = 3; }'))).messages.get('p.M.ABEntry');
    expect(entry?.isMapEntry).toBe(true);
    expect(entry?.fields.map(({ name, number, type }) => [name, number, type])).toEqual([
      ['key', 1, { kind: 'int32' }],
      ['value', 2, { kind: 'message', name: 'p.M' }],
    ]);
  });

  it('knows presence in each syntax', async () => {
    const three = await fieldsOf(
      proto3('message M { int32 a = 1; optional int32 b = 2; M c = 3; oneof o { int32 d = 4; } }'),
      'p.M',
    );
    expect(three.map(({ cardinality }) => cardinality)).toEqual(['implicit', 'explicit', 'explicit', 'explicit']);
    expect(three.map(({ oneof }) => oneof)).toEqual([undefined, undefined, undefined, 'o']);
    const two = await fieldsOf(proto2('message M { optional int32 a = 1; required int32 b = 2; }'), 'p.M');
    expect(two.map(({ cardinality, labelled }) => [cardinality, labelled])).toEqual([
      ['explicit', false],
      ['required', true],
    ]);
    const newer = await fieldsOf(
      edition(
        'option features.field_presence = IMPLICIT;',
        'message M { int32 a = 1; int32 b = 2 [features.field_presence = EXPLICIT]; int32 c = 3 [features = { field_presence: LEGACY_REQUIRED }]; }',
      ),
      'p.M',
    );
    expect(newer.map(({ cardinality }) => cardinality)).toEqual(['implicit', 'explicit', 'required']);
  });

  it('resolves names from the inside out', async () => {
    const fields = await fieldsOf(
      proto3(
        'message Foo { message Foo {} message Bar {} Foo inner = 1; .p.Foo outer = 2; p.Foo.Bar full = 3; Bar short = 4; Other.In far = 5; }',
        'message Other { message In {} }',
      ),
      'p.Foo',
    );
    const names = fields.map(({ type }) => ('name' in type ? type.name : type.kind));
    expect(names).toEqual(['p.Foo.Foo', 'p.Foo', 'p.Foo.Bar', 'p.Foo.Bar', 'p.Other.In']);
  });

  it('sees through public imports only', async () => {
    const [c, open, closed] = [proto3('message C {}'), 'import public "c.proto";', 'import "c.proto";'];
    const a = proto3('import "b.proto";', 'message A { C c = 1; }');
    expect(await problemsOf(a, proto3(open), c)).toEqual([]);
    const [problem] = await problemsOf(a, proto3(closed), c);
    expect(problem).toMatchObject({
      message: '`C` is not defined in this file or in one that it imports.',
      help: 'Add `import "c.proto";`.',
    });
  });

  it('knows the types that come with Protobuf', async () => {
    const fields = await fieldsOf(
      proto3(
        'import "google/protobuf/timestamp.proto";',
        'import "google/protobuf/struct.proto";',
        'message M { google.protobuf.Timestamp at = 1; google.protobuf.NullValue none = 2; }',
      ),
      'p.M',
    );
    expect(fields.map(({ type }) => type.kind)).toEqual(['message', 'enum']);
  });

  it('notes imports that are not at hand', async () => {
    const { files, problems } = await readProtobuf([
      { path: 'a.proto', text: proto3('import "far/away.proto";', 'message M { far.Thing thing = 1; }') },
    ]);
    expect(problems).toEqual([]);
    expect(files.missing).toMatchObject([{ path: 'far/away.proto' }]);
    expect(files.messages.get('p.M')?.fields[0]?.type).toEqual({ kind: 'unknown', name: 'far.Thing' });
  });

  it('reads groups wherever they may stand', async () => {
    const text = proto2(
      'message M {',
      '  extensions 100 to 200;',
      '  repeated group Lines = 1 { optional group Deep = 1 { optional int32 x = 1; } oneof o { int32 y = 2; } }',
      '  oneof choice { group FirstOne = 2 { optional int32 a = 1; } int32 plain = 3; group SecondOne = 4 { oneof deep { group Third = 1 { } } } }',
      '  extend M { optional group Ext = 100 { optional int32 e = 1; } }',
      '}',
    );
    const { messages, extensions } = await readTexts(text);
    expect([...messages.keys()].sort()).toEqual(
      ['p.M', 'p.M.Ext', 'p.M.FirstOne', 'p.M.Lines', 'p.M.Lines.Deep', 'p.M.SecondOne', 'p.M.SecondOne.Third'].sort(),
    );
    const fields = messages.get('p.M')?.fields ?? [];
    expect(fields.map(({ name, type, oneof }) => [name, type.kind, oneof])).toEqual([
      ['lines', 'group', undefined],
      ['firstone', 'group', 'choice'],
      ['plain', 'int32', 'choice'],
      ['secondone', 'group', 'choice'],
    ]);
    expect(extensions.get('p.M#100')).toMatchObject({ name: 'ext', type: { kind: 'group', name: 'p.M.Ext' } });
    const span = fields[1]?.place.span;
    expect(text.slice(span?.start, span?.end)).toBe('group FirstOne = 2 ');
  });

  it('takes delimited messages of editions for groups, but not maps', async () => {
    const fields = await fieldsOf(
      edition(
        'option features.message_encoding = DELIMITED;',
        'message M { M a = 1; map<string, M> b = 2; int32 c = 3; }',
      ),
      'p.M',
    );
    expect(fields.map(({ type }) => type.kind)).toEqual(['group', 'message', 'int32']);
  });

  it('keeps reserved numbers and names, and extension ranges', async () => {
    const { messages, enums } = await readTexts({
      'a.proto': proto2(
        'message M { reserved 1, 3 to 5, 100 to max; reserved "a", "b"; extensions 10 to 20; }',
        'enum E { A = 0; reserved -5 to -2, 7 to max; }',
      ),
      'b.proto': edition('message N { reserved a, b; }'),
    });
    expect(messages.get('p.M')?.reserved).toEqual({
      ranges: [
        { start: 1, end: 1 },
        { start: 3, end: 5 },
        { start: 100, end: 536870911 },
      ],
      names: ['a', 'b'],
    });
    expect(messages.get('p.M')?.extensionRanges).toEqual([{ start: 10, end: 20 }]);
    expect(enums.get('p.E')?.reserved.ranges).toEqual([
      { start: -5, end: -2 },
      { start: 7, end: 2147483647 },
    ]);
    expect(messages.get('p.N')?.reserved.names).toEqual(['a', 'b']);
  });

  it('reads services', async () => {
    const { services } = await readTexts(
      proto3(
        'message Q {}',
        'service S { rpc Get(stream .p.Q) returns (Q) { option idempotency_level = IDEMPOTENT; } rpc Put(Q) returns (stream Q); }',
      ),
    );
    expect(services.get('p.S')?.methods).toMatchObject([
      { name: 'Get', input: 'p.Q', clientStreaming: true, serverStreaming: false, idempotency: 'IDEMPOTENT' },
      { name: 'Put', output: 'p.Q', clientStreaming: false, serverStreaming: true, idempotency: 'IDEMPOTENCY_UNKNOWN' },
    ]);
  });

  it('points at what it read', async () => {
    const text = proto3(
      '// message M {',
      'message M {',
      '  /* int32 */ int32 id = 1 [deprecated = true]; // id',
      '}',
      'enum E { E_A = 0; }',
    );
    const { messages, enums } = await readTexts(text);
    const at = (place?: { span?: { start: number; end: number } }) => text.slice(place?.span?.start, place?.span?.end);
    expect(at(messages.get('p.M')?.place)).toBe('M');
    expect(at(messages.get('p.M')?.fields[0]?.place)).toBe('int32 id = 1 [deprecated = true];');
    expect(at(enums.get('p.E')?.values[0]?.place)).toBe('E_A = 0;');
    expect(messages.get('p.M')?.fields[0]?.place).toMatchObject({ file: 'a.proto', pointer: '/M/id' });
  });

  it('reads spellings that are rare', async () => {
    const { messages } = await readTexts(
      proto2(
        'import "google/protobuf/descriptor.proto";',
        'message Tag { map<string, int32> counts = 0X1; }',
        'extend google.protobuf.FieldOptions { optional Tag tag = 50000; }',
        'message M { optional int32 a = 1 [default = - 5, (tag) = { counts: <key: "z" value: 2> }]; }',
      ),
    );
    expect(messages.get('p.M')?.fields[0]?.default?.value).toBe(-5n);
    expect(messages.get('p.Tag')?.fields[0]?.number).toBe(1);
  });

  it('takes names of the language and of JavaScript for names', async () => {
    const fields = await fieldsOf(
      proto3(
        'message M { string message = 1; string option = 2; string constructor = 3; string hasOwnProperty = 4; string oneof = 5; string reserved = 6; }',
      ),
      'p.M',
    );
    expect(fields.map(({ name }) => name)).toEqual([
      'message',
      'option',
      'constructor',
      'hasOwnProperty',
      'oneof',
      'reserved',
    ]);
    expect(fields.every(({ place }) => place.span !== undefined)).toBe(true);
  });
});

describe('mistakes', () => {
  it.each([
    ['message M {\n  int32 a 1;\n}', 'This is not valid Protobuf: illegal token `1`, `=` expected.', 'int32 a 1'],
    ['message M { int32 a = 1; int32 b = 1; }', 'This is not valid Protobuf: duplicate id 1 in Type M.', 'syntax'],
    ['message M { reserved 1; int32 a = 1; }', 'This is not valid Protobuf: id 1 is reserved in Type M.', 'syntax'],
    ['message M { Gone a = 1; }', '`Gone` is not defined in this file or in one that it imports.', 'Gone a = 1;'],
    ['message M { string a = 1 [json_name = "x];\n }', 'A string starts here and never ends.', '"x];'],
    ['/* message M { }', 'A comment starts here and never ends.', '/* message'],
    ['message __proto__ { }', 'The name `__proto__` cannot be read.', '__proto__'],
  ])('%j', async (text, message, at) => {
    const whole = `syntax = "proto3";\n${text}`;
    const [problem] = await problemsOf(whole);
    expect(problem?.message).toBe(message);
    expect(problem?.place.file).toBe('a.proto');
    expect(whole.slice(problem?.place.span?.start)).toMatch(new RegExp(`^${at.replace(/[^\w ]/g, '\\$&')}`));
  });

  it('says where a name is defined already', async () => {
    const [problem] = await problemsOf(proto3('message M {}'), proto3('message M {}'));
    expect(problem?.message).toBe('`p.M` is defined here and in `a.proto`.');
  });

  it('never throws, and ends, whatever the text is', async () => {
    const texts = [
      'message M {'.repeat(10_000),
      `message M { ${'}'.repeat(100)}`,
      `syntax = "proto3"; message M { int32 a = 1 [x = ${'{a:'.repeat(10_000)}`,
      `package ${'a.'.repeat(5_000)}b;`,
      `string s = "${'\\"'.repeat(50_000)}`,
      `message M { ${'optional group A = 1 {'.repeat(5_000)}`,
      `syntax = "proto3"; message M { ${Array.from({ length: 9_000 }, (_, index) => `int32 a${index} = ${index + 1};`).join(' ')} }`,
      'import',
      'message',
      '\0',
      'option x = ;',
    ];
    for (const text of texts) expect((await problemsOf(text)).length, text.slice(0, 60)).toBeGreaterThan(0);
  });
});
