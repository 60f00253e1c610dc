import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOSED, compare, ID, MESSAGE, RECORD, report, spot, TOTAL } from '../compat/testing/schema-report.js';

describe('compat of two schema files', () => {
  it.each([
    ['avsc', RECORD(ID), RECORD(TOTAL), 'READER_FIELD_MISSING_DEFAULT_VALUE', '6:15', '3:11'],
    ['json', RECORD(ID), RECORD(TOTAL), 'READER_FIELD_MISSING_DEFAULT_VALUE', '6:15', '3:11'],
    ['json', CLOSED('"a": {"type": "number"}'), CLOSED('"a": {"type": "integer"}'), 'TYPE_NARROWED', '2:16', '2:16'],
    [
      'yaml',
      'properties:\n  a: { maxLength: 5 }\n',
      'properties:\n  a: { maxLength: 4 }\n',
      'MAX_LENGTH_DECREASED',
      '2:19',
      '2:19',
    ],
    ['proto', MESSAGE('  int32 a = 1;'), MESSAGE('  string a = 1;'), 'FIELD_WIRE_JSON_COMPATIBLE_TYPE', '4:3', '4:3'],
  ])('tells a break of %s with the places of both sides', async (ending, old, now, id, newAt, oldAt) => {
    const files = { [`old.${ending}`]: old, [`new.${ending}`]: now };
    const { exit, findings, json } = await report(files, `old.${ending} new.${ending}`);
    const found = findings.find(({ severity }) => severity === 'error');
    expect([exit, found?.id]).toEqual([1, id]);
    expect([spot(found?.old), spot(found?.new)]).toEqual([`old.${ending}:${oldAt}`, `new.${ending}:${newAt}`]);
    expect([json.subject, json.comparisons[0].against]).toEqual([`new.${ending}`, `old.${ending}`]);
  });

  it('shows both files under their own names', async () => {
    const { out } = await compare(
      { 'a/o.avsc': RECORD(ID), 'b/o.avsc': RECORD(TOTAL) },
      'a/o.avsc ./b/o.avsc --format pretty',
    );
    expect(out).toContain('┌─ b/o.avsc:6:15');
    expect(out).toContain('├─ a/o.avsc:3:11');
    expect(out).toContain('✖ b/o.avsc: 1 error since a/o.avsc');
  });

  it('names files that lie elsewhere as they are reached from here', async () => {
    const files = { '/one/o.avsc': RECORD(ID), '/two/o.avsc': RECORD(TOTAL) };
    const { findings } = await report(files, '/one/o.avsc ../two/o.avsc');
    expect([spot(findings[0]?.old), spot(findings[0]?.new)]).toEqual(['../one/o.avsc:3:11', '../two/o.avsc:6:15']);
  });

  it('judges by the mode, and says what would break elsewhere', async () => {
    const files = { 'old.avsc': RECORD(ID), 'new.avsc': RECORD(TOTAL) };
    expect((await compare(files, 'old.avsc new.avsc --mode forward')).exit).toBe(0);
    expect((await compare(files, 'new.avsc old.avsc --mode forward')).exit).toBe(1);
    expect((await compare(files, 'old.avsc new.avsc --mode full')).exit).toBe(1);
    expect((await compare(files, 'old.avsc new.avsc --mode none')).exit).toBe(0);
    const { out } = await compare(files, 'old.avsc new.avsc --mode forward --format pretty');
    expect(out).toContain('(would break backward in avro, which is not asked for)');
  });

  it('shows the value that the sound profile found', async () => {
    const files = { 'old.json': CLOSED('"a": {"type": "number"}'), 'new.json': CLOSED('"a": {"type": "integer"}') };
    const pretty = await compare(files, 'old.json new.json --profile sound --format pretty');
    expect(pretty.out).toContain('= value: {"a":0.5}');
    expect((await compare(files, 'old.json new.json --profile sound --format markdown')).out).toContain(
      'value: {"a":0.5}',
    );
    expect((await compare(files, 'old.json new.json --format pretty')).out).not.toContain('= value:');
  });

  it('shows a doubt as a warning, and fails where warnings do', async () => {
    const nested = (leaf: string) => `${'{"properties":{"a":'.repeat(3000)}${leaf}${'}}'.repeat(3000)}`;
    const files = { 'old.json': nested('{"type":"string"}'), 'new.json': nested('{"type":"integer"}') };
    const { exit, told, json } = await report(files, 'old.json new.json --profile sound');
    expect([exit, told, json.compatible]).toEqual([0, ['warning PROPERTIES', 'info PROPERTIES'], true]);
    expect((await compare(files, 'old.json new.json --profile sound --fail-on warning')).exit).toBe(1);
  });

  it('follows strict, lenient and wire rules as it is told', async () => {
    const protos = { 'old.proto': MESSAGE('  int32 a = 1;'), 'new.proto': MESSAGE('  int32 b = 1;') };
    expect((await compare(protos, 'old.proto new.proto')).exit).toBe(1);
    expect((await compare(protos, 'old.proto new.proto --profile wire')).exit).toBe(0);
    const open = {
      'old.json': '{"type":"object"}',
      'new.json': '{"type":"object","properties":{"a":{"type":"string"}}}',
    };
    expect((await compare(open, 'old.json new.json --profile confluent')).exit).toBe(1);
    expect((await compare(open, 'old.json new.json --profile confluent-lenient')).exit).toBe(0);
  });

  it('takes an Avro record of another name where the decoder would', async () => {
    const files = { 'old.avsc': RECORD(ID), 'new.avsc': RECORD(ID).replace('Order', 'Purchase') };
    for (const flags of ['', ' --profile apache']) {
      const { exit, told } = await report(files, `old.avsc new.avsc${flags}`);
      expect([exit, told[0]], flags).toEqual([1, 'error NAME_MISMATCH']);
    }
    expect((await compare(files, 'old.avsc new.avsc --profile decoder --mode full')).exit).toBe(0);
    const more = { ...files, 'new.avsc': RECORD(TOTAL).replace('Order', 'Purchase') };
    const { exit, told } = await report(more, 'old.avsc new.avsc --profile decoder');
    expect([exit, told]).toEqual([1, ['error READER_FIELD_MISSING_DEFAULT_VALUE']]);
  });

  it('refuses the rules of another format', async () => {
    const files = { 'old.avsc': RECORD(ID), 'new.avsc': RECORD(TOTAL), 'a.proto': MESSAGE(''), 'b.proto': MESSAGE('') };
    const avro = await compare(files, 'old.avsc new.avsc --profile wire');
    expect([avro.exit, avro.out]).toEqual([2, '']);
    expect(avro.err).toContain('`--profile wire` is for another format than the schemas that are compared.');
    expect(avro.err).toContain('name rules of their own: `apache`, `decoder` (avro)');
    const { err } = await compare(files, 'a.proto b.proto --profile sound');
    expect(err).toContain('name rules of their own: `wire-json`, `wire` (protobuf)');
  });

  it('has nothing to say of equal texts, or of such as differ in white space alone', async () => {
    const files = {
      'a.json': '{"type":"string"}',
      'b.json': '{"type":"string"}',
      'c.json': '{ "type": "string" }\r\n',
    };
    expect(await compare(files, 'a.json b.json')).toMatchObject({ exit: 0, out: '', err: '' });
    const { json } = await report(files, 'a.json c.json');
    expect(json.comparisons[0].verdicts[0]).toMatchObject({
      required: 'patch',
      holds: { backward: { 'json-schema': true } },
    });
  });

  it('takes files with a byte order mark and with CRLF, and points into them', async () => {
    const now = `\uFEFF${RECORD(TOTAL).replaceAll('\n', '\r\n')}`;
    const { findings } = await report({ 'old.avsc': `\uFEFF${RECORD(ID)}`, 'new.avsc': now }, 'old.avsc new.avsc');
    expect(spot(findings[0]?.new)).toBe('new.avsc:6:15');
  });

  it.each([
    ['an empty file', '', 'The file is empty.', '1:1'],
    ['broken JSON', '{\n  "a": 1,\n}', 'The file is no JSON: Expected double-quoted property name.', '3:1'],
    ['JSON that ends too early', '{\n  "a": [1', 'The file is no JSON:', '2:10'],
    ['a list', '[1, 2]', 'A JSON Schema is an object, or `true` or `false`, and this is neither.', '1:1'],
  ])('cannot read %s, says where, and exits 2', async (_, text, message, at) => {
    const files = { 'good.json': '{"type":"string"}', 'bad.json': text };
    const now = await report(files, 'good.json bad.json');
    expect([now.exit, now.told]).toEqual([2, ['error schema-unreadable']]);
    expect(now.findings[0]?.message).toContain(message);
    expect(spot(now.findings[0]?.new)).toBe(`bad.json:${at}`);
    const old = await report(files, 'bad.json good.json');
    expect([old.exit, spot(old.findings[0]?.old)]).toEqual([2, `bad.json:${at}`]);
    expect(old.findings[0]?.message).toContain(`In the old schema: ${message}`);
  });

  it('says what is no text in UTF-8, and what the disk refuses', async () => {
    const fail = (operation: string, path: string) =>
      operation === 'read' && path === '/srv/b.json' ? 'EACCES' : undefined;
    const refused = await report({ 'a.json': '{}', 'b.json': '{}' }, 'a.json b.json', { fail });
    expect([refused.exit, refused.findings[0]?.message]).toEqual([2, 'The file cannot be read (EACCES).']);
    const bytes = { '/srv/a.json': '{}', '/srv/b.json': new Uint8Array([0xff, 0xfe, 0x7b, 0]) as unknown as string };
    const utf16 = await report(bytes, 'a.json b.json');
    expect([utf16.exit, utf16.findings[0]?.message]).toEqual([2, 'The file is no text in UTF-8.']);
  });

  it('warns of a key that stands twice, and takes the last', async () => {
    const files = { 'old.json': '{"type":"string"}', 'new.json': '{"type":"object",\n"type":"string"}' };
    const { exit, told, findings } = await report(files, 'old.json new.json');
    expect([exit, told, spot(findings[0]?.new)]).toEqual([0, ['warning schema-doubtful'], 'new.json:2:1']);
  });

  it('takes `__proto__` for a name like any other', async () => {
    const schema = (type: string) => `{"properties":{"__proto__":{"type":"${type}"},"constructor":{"type":"string"}}}`;
    const files = { 'old.json': schema('number'), 'new.json': schema('string') };
    for (const profile of ['confluent', 'sound'])
      expect((await compare(files, `old.json new.json --profile ${profile}`)).exit, profile).toBe(1);
    const yaml = {
      'old.yaml': 'properties: { __proto__: { type: number } }',
      'new.yaml': 'properties: { __proto__: { type: string } }',
    };
    expect((await compare(yaml, 'old.yaml new.yaml')).exit).toBe(1);
  });

  it('takes whatever is nested deeply or very long', async () => {
    const lists = '['.repeat(50_000) + ']'.repeat(50_000);
    expect((await compare({ 'a.json': '{}', 'b.json': lists }, 'a.json b.json')).exit).toBe(2);
    const nested = `${'{"items":'.repeat(10_000)}{}${'}'.repeat(10_000)}`;
    expect((await compare({ 'a.json': nested, 'b.json': `${nested} ` }, 'a.json b.json')).exit).toBe(0);
    expect((await compare({ 'a.avsc': '"string"', 'b.avsc': nested }, 'a.avsc b.avsc')).exit).toBe(2);
    const wide = (from: number) =>
      CLOSED(
        Array.from({ length: 4000 }, (_, index) => `"p${index + from}":{"description":"${'x'.repeat(1400)}"}`).join(),
      );
    expect((await compare({ 'a.json': wide(0), 'b.json': wide(1) }, 'a.json b.json')).exit).toBe(1);
  });

  it('compares no two formats with each other', async () => {
    const files = { 'old.avsc': RECORD(ID), 'new.json': '{}', 'a.txt': 'hello' };
    const { exit, findings } = await report(files, 'old.avsc new.json');
    expect([exit, findings[0]?.message]).toEqual([2, '`new.json` was Avro and is JSON Schema now.']);
    expect((await report(files, 'a.txt a.txt')).findings[0]?.message).toBe('`a.txt` is no schema that is known.');
  });

  it('swaps backward and forward with the two sides', async () => {
    const types = fc.constantFrom('string', 'number', 'integer', 'boolean');
    const property = fc.record({ type: types }, { requiredKeys: [] });
    const schema = fc.record({
      type: fc.constant('object'),
      properties: fc.record({ a: property, b: property }, { requiredKeys: [] }),
      required: fc.subarray(['a', 'b']),
      additionalProperties: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        schema,
        schema,
        fc.constantFrom('confluent', 'confluent-lenient', 'sound'),
        async (a, b, profile) => {
          const files = { 'a.json': JSON.stringify(a), 'b.json': `${JSON.stringify(b)} ` };
          const [there, back] = [
            await report(files, `a.json b.json --profile ${profile}`),
            await report(files, `b.json a.json --profile ${profile}`),
          ];
          const [one, other] = [there, back].map(({ json }) => json.comparisons[0].verdicts[0].holds);
          expect(one).toEqual({ backward: other.forward, forward: other.backward });
        },
      ),
      { seed: Number(process.env['SAGAC_SEED'] ?? 1), numRuns: 60 },
    );
  });
});
