import { describe, expect, it } from 'vitest';
import { runCli, runOn } from '../testing/cli.js';

const ORDER = JSON.stringify({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  description: 'A customer committed to buying.',
  properties: {
    orderId: { type: 'string', format: 'uuid' },
    total: { type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] },
    note: { type: 'string', maxLength: 200 },
    code: { type: 'array', prefixItems: [{ type: 'string' }] },
  },
  required: ['orderId', 'total'],
});

const NEW = `events:
  OrderPlaced:
    summary: A customer committed to buying.
    producer: order
    payload:
      orderId: uuid
      total: OrderPlacedTotal
      note: { type: string?, maxLength: 200 }
      code:
        schema: { type: array, prefixItems: [{ type: string }] }
        optional: true
`;

const FILES = { '/srv/schemas/order-placed.json': ORDER, '/srv/schemas/README.txt': 'Nothing.' };
const setting = { files: FILES, cwd: '/srv' };

describe('sagac import', () => {
  it('begins a catalog, and tells what stays raw and why', async () => {
    const { exit, out, err, host } = await runCli(
      ['import', 'schemas', '--out', 'shop', '--service', 'order'],
      setting,
    );
    expect({ exit, out }).toEqual({
      exit: 0,
      out: '  create  shop/sagac.yaml\n  create  shop/order.yaml\n  create  shop/services.yaml\nWrote 3 files.\n',
    });
    expect(host.files()['/srv/shop/sagac.yaml']).toBe('catalog: shop\n');
    expect(host.files()['/srv/shop/services.yaml']).toBe('services:\n  order: {}\n');
    expect(host.files()['/srv/shop/order.yaml']).toContain(NEW);
    expect(err).toContain('schemas/order-placed.json:1:');
    expect(err).toContain('The field `code` of `OrderPlaced` is kept as a raw schema: it is a tuple.');
    expect(err).toContain('The message has a raw part:');
  });

  it('reads the standard input, and writes nothing with --dry-run', async () => {
    const { exit, out, host } = await runCli(['import', '-', '--out', 'new', '--dry-run', '--as', 'command'], {
      ...setting,
      input: ORDER.replace('"type":"object",', '"title":"PlaceOrder","type":"object",'),
    });
    expect(exit).toBe(0);
    expect(out).toContain('+++ b/new/commands.yaml\n');
    expect(out).toContain('+  PlaceOrder:\n');
    expect(out).toContain('Would write 2 files.');
    expect(Object.keys(host.files())).toEqual(Object.keys(FILES).sort());
  });

  it('does not write over what is there', async () => {
    const first = await runCli(['import', 'schemas', '--out', 'shop'], setting);
    const again = await runOn(first.host, ['import', 'schemas', '--out', 'shop']);
    expect(again.exit).toBe(2);
    expect(again.err).toContain('error: `shop` already has `events.yaml`.');
    first.host.rename('/srv/shop/events.yaml', '/srv/shop/other.yaml');
    const moved = await runOn(first.host, ['import', 'schemas', '--out', 'shop']);
    expect(moved.exit).toBe(2);
    expect(moved.err).toContain('error: The catalog already defines `OrderPlacedTotal` and `OrderPlaced`.');
  });

  it('merges: shows the difference, keeps edits, and changes nothing the second time', async () => {
    const edited = NEW.replace('producer: order', 'producer: order # by us\n    consumers: [mail]').replace(
      'uuid',
      '{ type: uuid, pii: true }',
    );
    const files = {
      ...FILES,
      '/srv/sagac.yaml': 'catalog: shop\n',
      '/srv/a.yaml': `${edited.replace(/ {6}note.*\n/, '')}types:\n  OrderPlacedTotal: { fields: { amount: double } }\nservices: { order: {}, mail: {} }\n`,
    };
    const first = await runCli(['import', 'schemas', '--merge', '--service', 'order'], { ...setting, files });
    expect(first.exit).toBe(0);
    expect(first.out).toContain('+      note: { type: string?, maxLength: 200 }\n');
    expect(first.out.split('\n').filter((line) => /^[-+] /.test(line))).toHaveLength(1);
    expect(first.host.files()['/srv/a.yaml']).toContain('producer: order # by us\n    consumers: [mail]\n');
    const again = await runOn(first.host, ['import', 'schemas', '--merge', '--service', 'order']);
    expect({ exit: again.exit, out: again.out }).toEqual({ exit: 0, out: 'The catalog says all of it already.\n' });
  });

  it.each<[string, readonly string[], string, number?]>([
    ['no such file', ['gone.json', '--out', 'x'], 'There is no file or folder `gone.json`.'],
    [
      'no format',
      ['schemas/README.txt', '--out', 'x'],
      '`schemas/README.txt` is in no format that can be imported.',
      1,
    ],
    ['a file for a catalog', ['schemas', '--out', 'schemas/README.txt'], '`schemas/README.txt` is a file'],
    ['no catalog', ['schemas'], 'There is no catalog here that the definitions could go to.'],
    ['nothing to merge with', ['schemas', '--merge', '--out', 'x'], '`x` has no `sagac.yaml`'],
  ])('refuses %s', async (_title, args, message, code = 2) => {
    const { exit, err, host } = await runCli(['import', ...args], setting);
    expect(exit).toBe(code);
    expect(err).toContain(message);
    expect(Object.keys(host.files())).toEqual(Object.keys(FILES).sort());
  });

  it('writes all or nothing', async () => {
    const fail = (operation: string, path: string) =>
      operation === 'write' && path.includes('services.yaml') ? 'ENOSPC' : undefined;
    const { exit, err, host } = await runCli(['import', 'schemas', '--out', 'shop', '--service', 'a'], {
      ...setting,
      fail,
    });
    expect(exit).toBe(2);
    expect(err).toContain('Nothing was written');
    expect(Object.keys(host.files())).toEqual(Object.keys(FILES).sort());
  });

  it('follows references below its folders, and no further', async () => {
    const files = {
      '/secret/key.json': '{ "type": "object", "properties": { "key": { "const": "hidden" } } }',
      '/srv/s/a.json': JSON.stringify({
        type: 'object',
        properties: { in: { $ref: 'b.json' }, out: { $ref: '../../secret/key.json' } },
      }),
      '/srv/s/b.json': '{ "type": "object", "properties": { "x": { "type": "string" } } }',
    };
    const { exit, err, host } = await runCli(['import', 's/a.json', '--out', 'c'], { files, cwd: '/srv' });
    expect(exit).toBe(0);
    expect(err).toContain('The reference `../../secret/key.json` was not taken in');
    expect(host.files()['/srv/c/events.yaml']).toContain('payload: { in: B?, out: json? }');
  });

  it('tells of files that it could not read, and of input that is empty', async () => {
    const files = { '/srv/s/a.json': ORDER, '/srv/s/b.json': '{"a":\0}' };
    const { exit, err } = await runCli(['import', 's', '--out', 'c'], { files, cwd: '/srv' });
    expect(exit).toBe(0);
    expect(err).toContain('s/b.json:1:1: warning: The file `s/b.json` was not taken in: it is no UTF-8');
    const empty = await runCli(['import', '-', '--out', 'c'], { ...setting, input: '\n' });
    expect(empty.exit).toBe(1);
    expect(empty.err).toContain('`stdin` cannot be imported: it is empty.');
  });

  it('begins no catalog of nothing', async () => {
    const files = { '/srv/api.json': '{"openapi":"3.1.0","info":{"title":"A","version":"1"},"paths":{"/a":{}}}' };
    const { exit, err, host } = await runCli(['import', 'api.json', '--out', 'c'], { files, cwd: '/srv' });
    expect(exit).toBe(2);
    expect(err).toContain('What `paths` says was not taken in');
    expect(err).toContain('Nothing of what was read has a place in a catalog.');
    expect(Object.keys(host.files())).toEqual(['/srv/api.json']);
  });
});
