import { describe, expect, it } from 'vitest';
import { compare, ID, MESSAGE, RECORD, report, spot, TOTAL } from '../compat/testing/schema-report.js';

describe('compat of two folders of schemas', () => {
  const files = {
    'a/order.avsc': RECORD(ID),
    'a/sub/gone.json': '{"type":"string"}',
    'a/same.json': '{"type":"string"}',
    'a/README.md': '{ no schema }',
    'b/order.avsc': RECORD(TOTAL),
    'b/sub/fresh.json': '{"type":"string"}',
    'b/same.json': '{"type":"string"}',
    'b/.hidden.json': '{',
    'b/node_modules/x/schema.json': '{',
  };

  it('pairs files by their paths, and tells those that came and went', async () => {
    const { exit, findings, json } = await report(files, 'a b');
    expect(exit).toBe(1);
    expect(findings.map(({ id, new: now }) => `${id} ${spot(now)}`)).toEqual([
      'READER_FIELD_MISSING_DEFAULT_VALUE b/order.avsc:6:15',
      'schema-added b/sub/fresh.json:1:1',
      'schema-removed ',
    ]);
    expect(spot(findings[0]?.old)).toBe('b/order.avsc@a:3:11');
    expect([json.subject, json.comparisons[0].against]).toEqual(['b', 'a']);
  });

  it('tells a schema that cannot be read, compares the others, and exits 2', async () => {
    const { exit, told } = await report({ ...files, 'a/broken.json': '{', 'b/broken.json': '{}' }, 'a b');
    expect(exit).toBe(2);
    expect(told).toEqual([
      'error schema-unreadable',
      'error READER_FIELD_MISSING_DEFAULT_VALUE',
      'info schema-added',
      'error schema-removed',
    ]);
  });

  it('tells what is wrong with a file once, however many schemas refer to it', async () => {
    const ref = (type: string) => `{"type":"${type}","properties":{"m":{"$ref":"m.json"}}}`;
    const broken = '{"properties":{"a":{"$ref":"gone.json"}}}';
    const { told } = await report(
      {
        'a/1.json': ref('object'),
        'a/2.json': ref('object'),
        'a/m.json': broken,
        'b/1.json': `${ref('object')} `,
        'b/2.json': `${ref('object')} `,
        'b/m.json': broken,
      },
      'a b',
    );
    expect(told).toEqual(['warning schema-doubtful']);
  });

  it('takes rules for the format that has them', async () => {
    const mixed = {
      'a/o.avsc': RECORD(ID),
      'a/o.proto': MESSAGE('  int32 a = 1;'),
      'b/o.avsc': RECORD(ID),
      'b/o.proto': MESSAGE('  int32 b = 1;'),
    };
    expect((await compare(mixed, 'a b')).exit).toBe(1);
    expect((await compare(mixed, 'a b --profile wire')).exit).toBe(0);
  });

  it('takes the file of the same name where the other side is a file', async () => {
    expect((await report(files, 'a b/order.avsc')).told).toEqual(['error READER_FIELD_MISSING_DEFAULT_VALUE']);
    expect((await report(files, 'b/order.avsc a')).exit).toBe(0);
    const { exit, err } = await compare(files, 'a b/sub/fresh.json');
    expect(exit).toBe(2);
    expect(err).toContain('There is no file or folder `a/fresh.json`.');
  });

  it('refuses what is not there, and folders without schemas', async () => {
    expect((await compare(files, 'x y')).err).toMatch(/`x`[\s\S]*`y`/);
    const { exit, err } = await compare({ ...files, 'c/notes.txt': 'x' }, 'c b');
    expect([exit, err]).toEqual([2, expect.stringContaining('No file in `c` is a schema.')]);
  });

  it('prints for machines of every kind', async () => {
    const outputs = ['compact', 'sarif', 'github', 'gitlab', 'junit', 'checkstyle', 'markdown', 'pretty'].map(
      (format) => compare(files, `a b --format ${format}`),
    );
    for (const { out, exit } of await Promise.all(outputs)) {
      expect(exit).toBe(1);
      expect(out).toMatch(/total/);
      expect(out).not.toContain('sagac accept');
    }
  });
});
