import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runOn } from '../../cli/testing/cli.js';
import { createMemoryHost, type MemoryHost } from '../../memory-host.js';
import { CACHE_FOLDER } from './stamp.js';

const SETTINGS =
  'catalog: shop\ngenerate:\n  - { target: json-schema, out: generated/json }\n  - { target: typescript, out: generated/types, templates: mine }\n';
const START = {
  '/catalog/sagac.yaml': SETTINGS,
  '/catalog/a.yaml': 'events: { OrderPlaced: { version: 1.0.0, payload: { $ref: ./order.json } } }\n',
  '/catalog/order.json': '{ "type": "object", "properties": { "id": { "type": "string" } } }',
  '/catalog/b/b.yaml': 'events: { OrderPaid: { version: 1.0.0, payload: { id: uuid } } }\n',
  '/catalog/mine/type.hbs': 'export {};\n',
};

type Change = readonly [path: string, text: string | undefined];

/** Things that may happen between two runs, undefined deletes. */
const CHANGES: readonly Change[] = [
  ['/catalog/sagac.yaml', SETTINGS.replace('shop', 'store')],
  ['/catalog/sagac.yaml', SETTINGS],
  ['/catalog/a.yaml', START['/catalog/a.yaml'].replace('OrderPlaced', 'OrderSent')],
  ['/catalog/a.yaml', `${START['/catalog/a.yaml']}# a comment\n`],
  ['/catalog/order.json', '{ "type": "object", "properties": { "no": { "type": "integer" } } }'],
  ['/catalog/b/b.yaml', undefined],
  ['/catalog/b/c.yaml', 'events: { OrderLost: { version: 1.0.0, payload: { id: uuid } } }\n'],
  ['/catalog/generated/d.yaml', 'events: { InBetween: { version: 1.0.0, payload: { id: uuid } } }\n'],
  ['/catalog/b/sagac.yaml', 'catalog: inner\n'],
  ['/catalog/mine/type.hbs', '// other\nexport {};\n'],
  ['/catalog/mine/index.hbs', '// index\n'],
  ['/catalog/generated/json/index.json', undefined],
  ['/catalog/generated/json/index.json', 'by hand\n'],
  ['/catalog/generated/json/.sagac-manifest.json', undefined],
  ['/catalog/generated/types/foreign.txt', 'of a person\n'],
  ['/catalog/generated/types/envelope.ts', undefined],
  ['/catalog/notes.txt', 'nothing\n'],
];

function apply(host: MemoryHost, [path, text]: Change): void {
  if (text !== undefined) {
    host.makeFolder(path.slice(0, path.lastIndexOf('/')));
    host.writeText(path, text);
  } else if (host.kindOf(path) !== undefined) host.remove(path);
}

function shown(host: MemoryHost) {
  return Object.entries(host.files()).filter(([path]) => !path.startsWith(`/catalog/${CACHE_FOLDER}`));
}

describe('a run that may be spared', () => {
  it('says and leaves what a whole run would', async () => {
    const steps = fc.array(fc.array(fc.constantFrom(...CHANGES), { maxLength: 2 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(steps, async (rounds) => {
        const one = createMemoryHost(START);
        const other = createMemoryHost(START);
        await runOn(one, ['generate']);
        await runOn(other, ['generate', '--no-cache']);
        for (const changes of rounds) {
          for (const host of [one, other]) for (const change of changes) apply(host, change);
          const { exit, out, err } = await runOn(one, ['generate']);
          expect({ exit, out, err }).toEqual(pick(await runOn(other, ['generate', '--no-cache'])));
          expect(shown(one)).toEqual(shown(other));
        }
      }),
      { numRuns: 15, seed: Number(process.env['SAGAC_SEED'] ?? 1) },
    );
  });

  const pick = ({ exit, out, err }: { exit: number; out: string; err: string }) => ({ exit, out, err });

  it('is spared from the second run on, and writes nothing then', async () => {
    const fail = (operation: string) => (/read|kind|list|real/i.test(operation) ? undefined : 'EROFS');
    const host = createMemoryHost(START);
    await runOn(host, ['generate']);
    const before = host.files();
    expect(Object.keys(before).filter((path) => path.includes(CACHE_FOLDER))).toEqual([
      '/catalog/.sagac/cache/.gitignore',
      expect.stringMatching(/generate-[0-9a-f]{12}\.json$/),
    ]);
    expect(await runOn(createMemoryHost(before, { fail }), ['generate'])).toMatchObject({ exit: 0 });
    // The number of files is the one thing that a spared run tells of the stamp.
    const [path = ''] = Object.keys(before).filter((file) => /generate-/.test(file));
    host.writeText(path, (before[path] ?? '').replace(/"files":\d+/, '"files":77'));
    expect((await runOn(host, ['generate'])).out).toBe('Everything is current: 77 files.\n');
    for (const flag of ['--check', '--force', '--no-cache']) {
      expect((await runOn(host, ['generate', flag])).out).not.toContain('77');
      host.writeText(path, (before[path] ?? '').replace(/"files":\d+/, '"files":77'));
    }
  });

  it.each(['', '{}', '{"format":1}', '[]', 'null', '{"format":1,"asked":[[0]]}'])(
    'does not believe a stamp %j',
    async (text) => {
      const host = createMemoryHost(START);
      await runOn(host, ['generate']);
      const [path = ''] = Object.keys(host.files()).filter((file) => /generate-/.test(file));
      host.writeText(path, text);
      expect(await runOn(host, ['generate'])).toMatchObject({ exit: 0, out: expect.stringMatching(/^Everything/) });
    },
  );

  it('leaves no stamp where it cannot', async () => {
    const fail = (_: string, path: string) => (path.includes(CACHE_FOLDER) ? 'EACCES' : undefined);
    const host = createMemoryHost(START, { fail });
    expect(await runOn(host, ['generate'])).toMatchObject({ exit: 0 });
    expect(await runOn(host, ['generate'])).toMatchObject({ exit: 0 });
    const linked = createMemoryHost(START, { links: { '/catalog/.sagac/cache': '/elsewhere' } });
    await runOn(linked, ['generate']);
    expect(Object.keys(linked.files()).some((path) => path.startsWith('/elsewhere'))).toBe(false);
  });
});
