import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../../language/yaml.js';
import type { DraftField } from '../../draft.js';
import { importers } from '../index.js';
import { protobufImporter } from './index.js';
import { generateProto, importProto } from './testing/import-proto.js';

/** A proto3 file of package `p` with these definitions. */
function proto3(...lines: readonly string[]): string {
  return ['syntax = "proto3";', 'package p;', ...lines].join('\n');
}

function said(texts: Readonly<Record<string, string>>, given?: readonly string[]): readonly string[] {
  const { diagnostics } = importProto(texts, given && { given });
  return diagnostics.map(({ message, span }) => {
    const place = span && (texts[span.file] ?? '').slice(span.start, span.end).split('\n')[0];
    return `${message} [${place}]`;
  });
}

/** Names of messages and types of a file. */
function rolesOf(...lines: readonly string[]): string {
  const { draft } = importProto({ 'a.proto': proto3(...lines) });
  return `${[...draft.messages.keys()].join(' ')} / ${[...draft.types.keys()].join(' ')}`;
}

function fieldsOf(...lines: readonly string[]): readonly DraftField[] {
  const { draft } = importProto({ 'a.proto': proto3('message M {', ...lines, '}') });
  const payload = draft.messages.get('M')?.payload;
  return payload?.kind === 'fields' ? payload.fields : [];
}

describe('the protobuf importer', () => {
  it.each<[string, string, string]>([
    ['takes what no other refers to for an event', 'message A { B b = 1; } message B {} message C {}', 'A C / B'],
    [
      'takes nested messages for types, also unused ones',
      'message A { message B {} message C {} B b = 1; }',
      'A / B C',
    ],
    ['takes one that contains itself for both', 'message A { repeated A more = 1; }', 'A / ARecord'],
    ['takes the first of a circle for an event', 'message A { B b = 1; } message B { A a = 1; }', 'A / ARecord B'],
    [
      'takes no circle for an event that an event leads to',
      'message A { B b = 1; } message B { A a = 1; } message C { A a = 1; }',
      'C / A B',
    ],
    ['takes enums for types', 'enum E { E_UNSPECIFIED = 0; } message A {}', 'A / E'],
    [
      'puts names around a nested name that is taken',
      'message A { message X { int32 a = 1; } X x = 1; } message B { message X { int32 b = 1; } X x = 1; }',
      'A B / BX X',
    ],
    ['gives no type a name of the language', 'message A { message Date { int32 a = 1; } Date d = 1; } ', 'A / ADate'],
  ])('%s', (_, text, roles) => {
    expect(rolesOf(text)).toBe(roles);
  });

  it('takes no more than is needed from files that others import', () => {
    const texts = {
      'shop/orders.proto':
        'syntax = "proto3"; package shop; import "shop/money.proto"; message Placed { Money total = 1; }',
      'shop/money.proto': 'syntax = "proto3"; package shop; message Money { string amount = 1; } message Unused {}',
    };
    const { draft, diagnostics } = importProto(texts, { given: ['shop/orders.proto'] });
    expect(diagnostics).toEqual([]);
    expect([...draft.messages.keys()]).toEqual(['Placed']);
    expect([...draft.types.keys()]).toEqual(['Money']);
  });

  it('finds imports from the folder that a given file lies in, and by the ends of given paths', () => {
    const orders = 'syntax = "proto3"; package shop; import "shop/money.proto"; message Placed { Money total = 1; }';
    const money = 'syntax = "proto3"; package shop; message Money { string amount = 1; }';
    const here = { 'protos/shop/orders.proto': orders, 'protos/shop/money.proto': money };
    expect(said(here, ['protos/shop/orders.proto'])).toEqual([]);
    expect(said({ 'a/protos/shop/orders.proto': orders, 'a/protos/shop/money.proto': money })).toEqual([]);
  });

  it('reads presence, lists, maps and null', () => {
    expect(
      fieldsOf(
        'int32 a = 1; optional int32 b = 2; repeated int32 c = 3; map<int32, bool> d = 4; google.protobuf.StringValue e = 5;'.replace(
          'google.protobuf.StringValue e = 5;',
          'M f = 6;',
        ),
      ),
    ).toMatchObject([
      { name: 'a', type: { kind: 'primitive', name: 'int' } },
      { name: 'b', optional: true },
      { name: 'c', type: { kind: 'list' } },
      { name: 'd', type: { kind: 'map', values: { name: 'boolean' } } },
      { name: 'f', type: { kind: 'named', name: 'MRecord' }, optional: true },
    ]);
    expect(fieldsOf('int32 a = 1;')[0]).not.toHaveProperty('optional');
  });

  it('names fields as JSON does, where the language can', () => {
    const fields = fieldsOf(
      'int32 order_id = 1; int32 photo_URL = 2; int32 x = 3 [json_name = "@type"]; int32 y = 4 [json_name = "a.b"]; int32 Z9_ = 5;',
    );
    expect(fields.map(({ name }) => name)).toEqual(['orderId', 'photoURL', '@type', 'y', 'Z9']);
    const text = proto3('message M { int32 y = 4 [json_name = "a.b"]; }');
    expect(said({ 'a.proto': text })).toEqual([
      '`a.b` is called `y` in the catalog: a field of a catalog has no such name. [int32 y = 4 [json_name = "a.b"];]',
    ]);
    const { catalog, lock } = importProto({ 'a.proto': text });
    expect(generateProto(catalog, lock).get('test/v1/m.proto')).toContain('  int32 y = 4 [json_name = "a.b"];\n');
  });

  it('makes summaries and docs of comments, and of nothing that is about something else', () => {
    const { draft } = importProto({
      'a.proto': `// Copyright
syntax = "proto3";
package p; // about the package

// Far away.

// Something
// happened.
//
// In more words.
message M { // behind the brace
  int32 a = 1; // behind a; with "quotes" and {braces}
  int32 b = 2;
  /** Above
   *  c. */
  int32 c = 3; // behind c
  /* open */ int32 d = 4; option deprecated = true;
  string e = 5 [deprecated = true, json_name = "// no comment"];
  // at the end
}
`,
    });
    const message = draft.messages.get('M');
    expect(message).toMatchObject({
      summary: 'Something happened.',
      docs: 'Something\nhappened.\n\nIn more words.',
      deprecated: {},
    });
    const fields = message?.payload.kind === 'fields' ? message.payload.fields : [];
    expect(fields.map(({ name, summary, deprecated }) => [name, summary, deprecated])).toEqual([
      ['a', 'behind a; with "quotes" and {braces}', undefined],
      ['b', undefined, undefined],
      ['c', 'Above c.', undefined],
      ['d', 'open', undefined],
      ['e', undefined, true],
    ]);
  });

  it('makes unions of oneofs of messages, and notes all others', () => {
    const { draft } = importProto({
      'a.proto': proto3(
        'message M { Way way = 1; Any any = 2; oneof pick { int32 a = 3; string b = 4; } }',
        'message Way { oneof kind { Card card = 1; Cash cash_given = 2; } }',
        'message Any { oneof kind { Card card = 1; string text = 2; } }',
        'message Card { int32 kind = 1; } message Cash {}',
      ),
    });
    expect(draft.types.get('Way')).toMatchObject({
      shape: 'union',
      discriminator: 'type',
      cases: [
        { tag: 'card', type: 'Card' },
        { tag: 'cashGiven', type: 'Cash' },
      ],
    });
    expect(draft.types.get('Any')).toMatchObject({
      shape: 'record',
      extensions: { 'x-oneof': { kind: ['card', 'text'] } },
    });
    expect(draft.messages.get('M')?.extensions).toEqual({ 'x-oneof': { pick: ['a', 'b'] } });
  });

  it('makes no union of what is made of nothing but itself', () => {
    const text = proto3(
      'message M { A a = 1; } message A { oneof o { B b = 1; C c = 2; } } message B { oneof o { A a = 1; C c = 2; } } message C {}',
    );
    const { draft } = importProto({ 'a.proto': text });
    expect([draft.types.get('A')?.shape, draft.types.get('B')?.shape]).toEqual(['record', 'record']);
  });

  it('strips the prefix of values, and knows the one for the unknown', () => {
    const { draft } = importProto({
      'a.proto': proto3(
        'enum OrderState { ORDER_STATE_UNSPECIFIED = 0; ORDER_STATE_PAID_UP = 5; }',
        'enum Plain { RED = 0; BLUE = 1; }',
        'enum Half { HALF_A = 0; B = 1; }',
        'enum Same { option allow_alias = true; SAME_A = 0; SAME_B = 0; reserved 7; }',
      ),
    });
    expect(draft.types.get('OrderState')).toEqual({
      shape: 'enum',
      values: ['unspecified', 'paid_up'],
      unknown: 'unspecified',
    });
    expect(draft.types.get('Plain')).toEqual({ shape: 'enum', values: ['RED', 'BLUE'] });
    expect(draft.types.get('Half')).toEqual({ shape: 'enum', values: ['HALF_A', 'B'] });
    expect(draft.types.get('Same')).toEqual({ shape: 'enum', values: ['a'] });
  });

  it('keeps names of values that are not as the target would give them', () => {
    const { catalog, lock } = importProto({
      'a.proto': proto3('enum Plain { RED = 0; dark_Blue = 3; } message M { Plain plain = 1; }'),
    });
    expect(generateProto(catalog, lock).get('test/v1/types.proto')).toContain(
      'enum Plain {\n  RED = 0;\n  dark_Blue = 3;\n}',
    );
  });

  it('reads proto2: required fields, defaults, groups, extensions', () => {
    const text = `syntax = "proto2";
package p;
enum E { A = 1; B = 2; }
message M {
  required string a = 1; optional string b = 2 [default = "it's \\"\\n"]; optional E c = 3 [default = B];
  optional bool d = 4 [default = true]; optional bytes e = 5 [default = "\\001z"]; optional int64 f = 6 [default = 9007199254740993];
  optional double g = 7 [default = inf]; repeated group Part = 8 { optional int32 x = 1; }
  extensions 100 to max;
}
extend M { optional M more = 101; }
`;
    const { draft, lock, catalog } = importProto({ 'a.proto': text });
    const payload = draft.messages.get('M')?.payload;
    const fields = payload?.kind === 'fields' ? payload.fields : [];
    expect(fields.map((field) => [field.name, field.default, field.optional])).toEqual([
      ['a', undefined, undefined],
      ['b', 'it\'s "\n', true],
      ['c', 'B', true],
      ['d', true, true],
      ['e', 'AXo=', true],
      ['f', undefined, true],
      ['g', undefined, true],
      ['part', undefined, undefined],
      ['more', undefined, true],
    ]);
    expect(said({ 'a.proto': text }).map((message) => message.replace(/ \[.*/, ''))).toEqual([
      'The default of `f` was not taken in: it is no number that a catalog can have.',
      'The default of `g` was not taken in: it is no number that a catalog can have.',
      'The number of the field `M.part` was not taken in: it is a group, which proto3 cannot write; its field takes a new number.',
    ]);
    expect(generateProto(catalog, lock).get('test/v1/m.proto')).toContain('  reserved 8, 100, 102 to 536870911;');
  });

  it('tells fields apart that have one name in JSON', () => {
    const text = 'syntax = "proto2"; message M { optional int32 a_b = 1; optional int32 aB = 2; }';
    expect(said({ 'a.proto': text })).toEqual([
      '`aB` is called `aB2` in the catalog: another field has that name. [optional int32 aB = 2;]',
    ]);
    const { catalog, lock } = importProto({ 'a.proto': text });
    expect(generateProto(catalog, lock).get('test/v1/m.proto')).toContain(
      'message M {\n  optional int32 a_b = 1;\n  optional int32 a_b2 = 2;\n}',
    );
  });

  it('keeps a type that is not at hand as any value, and leaves calls and options out', () => {
    const text = proto3(
      'import "far/away.proto";',
      'import "google/protobuf/descriptor.proto";',
      'extend google.protobuf.FieldOptions { string note = 50000; Rule rule = 50001; }',
      'message Rule { string text = 1; }',
      'message M { far.Thing thing = 1 [(p.note) = "x"]; }',
      'service S { rpc Get(M) returns (M); }',
    );
    expect(said({ 'a.proto': text })).toEqual([
      "What extends Protobuf's options (`note`, `rule` and `Rule`) was not taken in: it is about files and definitions, and no data. [string note = 50000;]",
      'The field `M.thing` is kept as a raw schema: its type `far.Thing` is defined in no file that is at hand. [far.Thing thing = 1 [(p.note) = "x"];]',
      'The service `S` (`Get`) was not taken in: a catalog has messages, and no calls. [S]',
    ]);
    expect([...importProto({ 'a.proto': text }).draft.types.keys()]).toEqual([]);
  });

  it('puts older majors beside the last', () => {
    const text = (version: number, type: string) =>
      `syntax = "proto3"; package shop.v${version}; message Placed { ${type} total = ${version}; Part part = 9; } message Part { int32 v${version} = 1; }`;
    const { draft, catalog, lock } = importProto({ 'v1.proto': text(1, 'int32'), 'v2.proto': text(2, 'string') });
    expect([...draft.messages].map(([id, { version }]) => [id, version])).toEqual([
      ['Placed', '2.0.0'],
      ['Placed@1', '1.0.0'],
    ]);
    expect([...draft.types.keys()]).toEqual(['Part', 'PartV2']);
    const files = generateProto(catalog, lock);
    expect(files.get('test/v1/placed.proto')).toContain('  string total = 2;\n  optional PartV2 part = 9;\n');
    expect(files.get('test/v1/placed_v1.proto')).toContain('  int32 total = 1;\n  optional Part part = 9;\n');
  });

  it('takes commands and a service by the options', () => {
    const { draft } = importProto({ 'a.proto': proto3('message M {}') }, { as: 'command' });
    expect(draft.messages.get('M')?.kind).toBe('command');
    const context = {
      options: { as: 'event' as const, service: 'Order Desk' },
      parse: () => undefined,
      readFile: () => undefined,
    };
    const { value } = protobufImporter.read([{ path: 'a.proto', text: proto3('message M {}') }], context);
    expect([...value.services.keys()]).toEqual(['order-desk']);
    expect(value.messages.get('M')?.producer).toBe('order-desk');
  });

  it('reads a Protobuf text in JSON, and tells of it at the text', () => {
    const text = JSON.stringify({
      $schema: 'http://x/jsonschema#',
      self: { format: 'protobuf' },
      idl: 'message M { optional int32 a = 1; } service S {}',
    });
    const file = { path: 'block/1-0-0', text };
    const tree = parseYaml(file.path, text).value;
    expect(importers.filter((importer) => importer.accepts(file, tree)).map(({ id }) => id)).toEqual(['protobuf']);
    const { value, diagnostics } = protobufImporter.read([file], {
      options: { as: 'event' },
      parse: () => tree,
      readFile: () => undefined,
    });
    expect([...value.messages.keys()]).toEqual(['M']);
    expect(diagnostics.map(({ span }) => span && text.slice(span.start, span.end))).toEqual([
      '"message M { optional int32 a = 1; } service S {}"',
    ]);
  });

  it.each<[string, string]>([
    ['message {', 'This is not valid Protobuf'],
    ['/* open', 'A comment starts here and never ends'],
    ['syntax = "proto3"; message M { Gone gone = 1; }', '`Gone` is not defined in this file'],
    ['syntax = "proto3"; message A {} message A {}', 'This is not valid Protobuf'],
  ])('tells what cannot be read, with its place: %s', (text, problem) => {
    const { diagnostics } = importProto({ 'a.proto': text });
    const found = diagnostics.find(({ code }) => code === 'import-unreadable');
    expect(found?.message).toContain(problem);
    expect(found?.span?.file).toBe('a.proto');
  });

  it('comes to an end for any text', () => {
    const part = fc.constantFrom(
      ...'syntax = "proto3" ; message M { } enum E oneof o option optional repeated int32 a 1 map< , > [ ] // /* */ \n " \' extend group import reserved to max __proto__ constructor'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        importProto({ 'a.proto': parts.join(' ') });
      }),
      { numRuns: 150, seed: Number(process.env['SAGAC_SEED'] ?? 1) },
    );
  });
});
