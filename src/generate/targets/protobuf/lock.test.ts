import { describe, expect, it } from 'vitest';
import { catalogOf } from '../../testing/catalog.js';
import { FreeNumbers } from './numbers.js';
import { type MadeProto, makeProto, parsedBy } from './testing/generate-proto.js';

interface State {
  readonly payload?: string;
  readonly types?: string;
  readonly events?: string;
}

function catalogFor({ payload = 'a: int', types = '{}', events = '' }: State) {
  return catalogOf({
    'types.yaml': `types: ${types}`,
    'events.yaml': `events:\n  Happened: { version: 1.0.0, payload: { ${payload} } }\n${events}`,
  });
}

/** What is made of the last state, each being generated on top of the one before. */
function madeOf(...states: readonly State[]): MadeProto {
  let made: MadeProto | undefined;
  for (const state of states) {
    made = makeProto(catalogFor(state), made?.lock);
    expect(made.diagnostics).toEqual([]);
    parsedBy(made.files);
  }
  if (!made) throw new Error('no state');
  return made;
}

function bodyAfter(...payloads: readonly string[]): string {
  const text = madeOf(...payloads.map((payload) => ({ payload }))).files.get('test/v1/happened.proto') ?? '';
  return text.slice(text.indexOf('message Happened {') + 19, -3);
}

function typesAfter(...types: readonly string[]): string {
  return madeOf(...types.map((text) => ({ types: text }))).files.get('test/v1/types.proto') ?? '';
}

/** What is said of a lock's text. */
function saidOf(lock: string, state: State = {}): readonly string[] {
  const { files, diagnostics } = makeProto(catalogFor(state), lock);
  expect(files.size).toBe(0);
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

function lockWith(fields: readonly object[], reserved: readonly object[] = []): string {
  return JSON.stringify({ version: 1, messages: [{ of: 'message Happened', fields, reserved }], enums: [] });
}

describe('the lock of numbers', () => {
  it.each<[string, readonly string[], string]>([
    [
      'a new field takes the next number, wherever it stands',
      ['a: int, b: int', 'c: int, a: int, b: int'],
      '  int32 a = 1;\n  int32 b = 2;\n  int32 c = 3;',
    ],
    [
      'one that is gone is reserved',
      ['a: int, b: int', 'a: int', 'a: int, c: int'],
      '  reserved 2;\n  reserved "b";\n\n  int32 a = 1;\n  int32 c = 3;',
    ],
    [
      'one that comes back has another number and name',
      ['a: int, b: int', 'a: int', 'a: int, b: int'],
      '  reserved 2;\n  reserved "b";\n\n  int32 a = 1;\n  int32 b_2 = 3 [json_name = "b"];',
    ],
    [
      'a renamed one keeps its number',
      ['a: int, b: int', 'c: { type: int, renamedFrom: a }, b: int'],
      '  int32 c = 1;\n  int32 b = 2;',
    ],
    [
      'also where another takes its name',
      ['a: int', 'a: string, b: { type: int, renamedFrom: a }'],
      '  int32 b = 1;\n  string a = 2;',
    ],
    [
      'but not where it has been there',
      ['a: int, b: int', 'a: int', 'a: int, b: { type: int, renamedFrom: a }'],
      '  reserved 2;\n  reserved "b";\n\n  int32 a = 1;\n  int32 b_2 = 3 [json_name = "b"];',
    ],
    [
      'another type takes another number',
      ['a: int, b: int', 'a: string, b: int'],
      '  reserved 1;\n\n  int32 b = 2;\n  string a = 3;',
    ],
    ['a wider integer does not', ['a: int', 'a: long'], '  int64 a = 1;'],
    ['a narrower one does', ['a: long', 'a: int'], '  reserved 1;\n\n  int32 a = 2;'],
    ['texts are texts', ['a: uuid, b: date', 'a: string, b: decimal(5.1)'], '  string a = 1;\n  string b = 2;'],
    ['what may be absent stays what it is', ['a: int', 'a: int?'], '  optional int32 a = 1;'],
    [
      'null takes a message, and so another number',
      ['a: int', 'a: int|null'],
      '  reserved 1;\n\n  google.protobuf.Int32Value a = 2;',
    ],
    ['a list is another type than one value', ['a: int', 'a: list<int>'], '  reserved 1;\n\n  repeated int32 a = 2;'],
    [
      'types inside move with a renamed field',
      ['a: "enum(x|y)"', 'b: { type: "enum(x|z)", renamedFrom: a }'],
      '  enum A {\n    reserved 2;\n    reserved "A_Y";\n\n    A_UNSPECIFIED = 0;\n    A_X = 1;\n    A_Z = 3;\n  }\n\n  A b = 1;',
    ],
    [
      'a name that is too near to one that was there gets a number',
      ['a_b: int', 'aB: int'],
      '  reserved 1;\n  reserved "a_b";\n\n  int32 a_b_2 = 2 [json_name = "aB"];',
    ],
  ])('%s', (_, payloads, body) => {
    expect(bodyAfter(...payloads)).toBe(body);
  });

  it('never gives the numbers that Protobuf keeps', () => {
    const free = new FreeNumbers([18_999], [{ number: 20_000, to: 20_005 }]);
    expect([free.next(), free.next()]).toEqual([20_006, 20_007]);
    const last = new FreeNumbers([536_870_911, 1], [{ number: 2, to: 99 }]);
    expect([last.next(), last.next()]).toEqual([100, 101]);
  });

  it('keeps numbers of enumeration values and cases', () => {
    expect(
      typesAfter('{ C: { enum: [a, b] } }', '{ C: { enum: [b, c] } }', '{ C: { enum: [a, b, c] } }'),
    ).toContain(`enum C {
  reserved 1;
  reserved "C_A";

  C_UNSPECIFIED = 0;
  C_B = 2;
  C_C = 3;
  // "a"
  C_A_2 = 4;
}`);
    const union = (cases: string, discriminator = 'kind') =>
      `{ A: { fields: {} }, U: { oneOf: { ${cases} }, discriminator: ${discriminator} } }`;
    expect(typesAfter(union('x: A, y: A'), union('y: A, z: A', 'type'))).toContain(`message U {
  reserved 1;
  reserved "x";

  oneof kind {
    A y = 2;
    A z = 3;
  }
}`);
  });

  it('keeps the zero of an enumeration, and its name, when the value is gone', () => {
    const gone = typesAfter(
      '{ C: { enum: [unspecified, a] } }',
      '{ C: { enum: [a] } }',
      '{ C: { enum: [a, unspecified] } }',
    );
    expect(gone).toContain('  C_UNSPECIFIED = 0;\n  C_A = 1;\n  // "unspecified"\n  C_UNSPECIFIED_2 = 2;\n');
  });

  it('takes a record that becomes a union for another type', () => {
    const types = (u: string) => `{ A: { fields: {} }, U: ${u} }`;
    const text = typesAfter(types('{ fields: { x: A } }'), types('{ oneOf: { x: A }, discriminator: kind }'));
    expect(text).toContain('message U {\n  reserved 1;\n\n  oneof kind {\n    A x = 2;\n  }\n}');
  });

  it('goes on from the numbers that a message had when it becomes an older major', () => {
    const first: State = { payload: 'a: int, b: int, size: "enum(s|m)"' };
    const made = madeOf(first, {
      payload: 'b: int',
      events: '  Happened@1: { version: 1.1.0, payload: { c: int, b: int, size: "enum(m|l)" } }\n',
    });
    const text = made.files.get('test/v1/happened_v1.proto');
    expect(text).toContain('message HappenedV1 {\n  reserved 1;\n  reserved "a";\n');
    expect(text).toContain('    SIZE_M = 2;\n    SIZE_L = 3;\n');
    expect(text).toContain('  int32 b = 2;\n  Size size = 3;\n  int32 c = 4;\n');
    expect(made.files.get('test/v1/happened.proto')).toContain(
      '  reserved 1, 3;\n  reserved "a", "size";\n\n  int32 b = 2;\n',
    );
  });

  it('keeps the numbers of what is not in the catalog for the time being', () => {
    const events = '  Other: { version: 1.0.0, payload: { x: int, y: int } }\n';
    const made = madeOf({ events }, {}, { events: events.replace('x: int, y: int', 'y: int, z: int') });
    expect(made.files.get('test/v1/other.proto')).toContain(
      'message Other {\n  reserved 1;\n  reserved "x";\n\n  int32 y = 2;\n  int32 z = 3;\n}',
    );
  });

  it('keeps the names that definitions have when others come', () => {
    const made = makeProto(catalogFor({ types: '{ Money: { fields: {} } }' }));
    const next = makeProto(
      catalogFor({ types: '{ Money: { fields: {} } }', events: '  Money: { payload: {} }\n' }),
      made.lock,
    );
    expect(next.diagnostics.map(({ message }) => message)).toEqual([
      'The event `Money` is `Money2` in Protobuf: `Money` is already the name of the type `Money`.',
    ]);
    const again = makeProto(
      catalogFor({ types: '{ Money: { fields: {} } }', events: '  Money: { payload: {} }\n' }),
      next.lock,
    );
    expect(again.files).toEqual(next.files);
  });

  it('writes types as they were in files that were taken in', () => {
    const fields = [
      { field: 'a', number: 7, type: 'sint64', name: 'A_old' },
      { field: 'b', number: 9, type: 'repeated fixed32' },
      { field: 'c', number: 3, type: 'map<uint32, google.protobuf.StringValue>', json: 'C' },
      { field: 'd', number: 5, type: 'google.protobuf.Struct', oneof: 'choice' },
      { field: 'e', number: 6, type: 'string', oneof: 'choice' },
    ];
    const lock = lockWith(fields, [{ number: 100, to: 536_870_911 }, { name: 'gone' }]);
    const { files } = makeProto(
      catalogFor({ payload: 'a: long, b: list<long>, c: map<string>, d: json?, e: string?, f: int' }),
      lock,
    );
    parsedBy(files);
    expect(files.get('test/v1/happened.proto')).toContain(`message Happened {
  reserved 100 to 536870911;
  reserved "gone";

  map<uint32, google.protobuf.StringValue> c = 3 [json_name = "C"];
  oneof choice {
    google.protobuf.Struct d = 5;
    string e = 6;
  }
  sint64 A_old = 7 [json_name = "a"];
  repeated fixed32 b = 9;
  int32 f = 10;
}`);
  });

  it('forgets names from outside when a field is renamed', () => {
    const lock = lockWith([{ field: 'a', number: 4, type: 'sint32', name: 'A_old', json: 'x.y' }]);
    const { files } = makeProto(catalogFor({ payload: 'b: { type: int, renamedFrom: a }' }), lock);
    expect(files.get('test/v1/happened.proto')).toContain('message Happened {\n  sint32 b = 4;\n}');
  });

  it('does not let a type of the lock stand for one that it is not', () => {
    const lock = lockWith([{ field: 'a', number: 1, type: 'bool; } message Evil {' }]);
    const { files } = makeProto(catalogFor({}), lock);
    expect(files.get('test/v1/happened.proto')).toContain('message Happened {\n  reserved 1;\n\n  int32 a = 2;\n}');
  });
});

describe('a lock that two branches have changed', () => {
  const a = { field: 'a', number: 1, type: 'int32' };

  it.each<[string, string, readonly string[]]>([
    [
      'one number twice',
      lockWith([a, { field: 'b', number: 1, type: 'int32' }]),
      ['in `message Happened`, 1 is the number of `a` and of `b`'],
    ],
    ['one field twice', lockWith([a, { ...a, number: 2 }]), ['in `message Happened`, `a` has two numbers']],
    [
      'a reserved number',
      lockWith([a], [{ number: 1 }]),
      ['in `message Happened`, 1 is the number of `a` and is reserved'],
    ],
    [
      'one name twice',
      lockWith([a, { field: 'b', number: 2, type: 'int32', name: 'a' }]),
      ['in `message Happened`, `a` and `b` are both `a`'],
    ],
    [
      'a message twice',
      JSON.stringify({ version: 1, messages: [1, 2].map(() => ({ of: 'message Happened', fields: [a] })), enums: [] }),
      ['`message Happened` stands in it twice'],
    ],
    [
      'a value twice',
      JSON.stringify({
        version: 1,
        messages: [],
        enums: [
          {
            of: 'type C',
            values: [
              { value: 'a', number: 1 },
              { value: 'b', number: 1 },
            ],
          },
        ],
      }),
      ['in `type C`, 1 is the number of `a` and of `b`'],
    ],
  ])('is told of: %s', (_, lock, problems) => {
    expect(saidOf(lock)).toEqual(
      problems.map((problem) => `protobuf-lock-clash: \`protobuf.lock.json\` contradicts itself: ${problem}.`),
    );
  });

  it('is told at the field', () => {
    const { diagnostics } = makeProto(
      catalogFor({ payload: 'a: int, b: int' }),
      lockWith([a, { field: 'b', number: 1, type: 'int32' }]),
    );
    expect(diagnostics[0]?.span).toMatchObject({ file: 'events.yaml' });
    expect(diagnostics[0]?.help).toContain('delete the other');
  });

  it.each<[string, string]>([
    ['{', 'it is no JSON'],
    ['{\n<<<<<<< HEAD\n}', 'a merge left conflicts in it'],
    ['{}', 'it was written by another version of sagac'],
    ['[]', 'the file is no object'],
    ['{ "version": 1 }', 'the file has no list `messages`'],
    [
      lockWith([{ field: 'a', number: 0, type: 'int32' }]),
      '`a` of `message Happened` has no `number` from 1 to 536870911',
    ],
    [lockWith([{ field: 'a', number: 1 }]), '`a` of `message Happened` has no text `type`'],
    [lockWith([{ ...a, name: 'a; } message Evil {' }]), '`name` in `message Happened` is no name of Protobuf'],
    [lockWith([a], [{ name: '"; }' }]), '`name` in `message Happened` is no name of Protobuf'],
  ])('cannot be read: %s', (lock, problem) => {
    expect(saidOf(lock)).toEqual([`protobuf-lock-unreadable: \`protobuf.lock.json\` cannot be read: ${problem}.`]);
  });
});
