import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../../../model/index.js';
import { chooseService } from '../../service/choose-service.js';
import { catalogOf, generated } from '../../testing/catalog.js';
import { bundleModules, compileStrictly } from '../../testing/strict-tsc.js';

const ROOT = resolve('.');

const DEFINITIONS = `services: { own: {}, other: {}, quiet: {} }
channels: { c: { key: id, ordering: none, retryDelays: [1m] } }
types: { Code: { type: string, pattern: '^[A-Z]+$' } }
events:
  Made:
    producer: other
    channel: c
    consumers: [own]
    payload: { id: string, count: { type: int, min: 1 }, code: Code, size: { type: int, min: 5, default: 7 } }
  Odd: { producer: other, channel: c, consumers: [own], payload: { schema: { type: object, required: [x], properties: { x: { maximum: 3 } } } } }
  Told: { producer: own, channel: c, consumers: [quiet], payload: { id: string } }
  Done: { producer: own, payload: { id: string } }
commands: { Do: { handler: own, payload: { id: string, amount: { type: int, max: 9 } }, success: Done } }
`;

function catalogWith(more: string): Catalog {
  return catalogOf({
    'sagac.yaml': `catalog: test\ngenerate: [{ target: consumers, out: out/deep/services }${more}]\n`,
    'a.yaml': DEFINITIONS,
  });
}

const CHECKED = catalogWith(', { target: validators, out: elsewhere/checks }');

/** Publishes what is good, and what is not by its bounds alone; prints what becomes of it. */
const SCRIPT = `import * as runtime from 'sagac/runtime';
import { startOwn } from './out/deep/services/own/consumer.js';
import { handlers } from './out/deep/services/own/handlers/index.js';

const DATA = { id: 'a', count: 1, code: 'AB' };
const { HEADERS } = runtime;
const ASKED = {
  [HEADERS.key]: 'k', [HEADERS.attempt]: '1', [HEADERS.replyTo]: 'replies', [HEADERS.correlation]: 'c', [HEADERS.instance]: 'i',
  [HEADERS.step]: 's', [HEADERS.direction]: 'do', [HEADERS.success]: 'Done',
};

async function tell(name: string, validate?: () => undefined): Promise<void> {
  const broker = runtime.createMemoryBroker();
  const events: runtime.ConsumerEvent[] = [];
  const consumer = await startOwn({
    broker,
    inbox: runtime.createMemoryInbox(),
    handlers,
    observer: { onEvent: (event) => void events.push(event) },
    ...(validate && { validate }),
  });
  const send = (channel: string, id: string, type: string, data: runtime.JsonObject) =>
    broker.publish(channel, { id, key: id, type, data, headers: ASKED });
  await send('c', 'good', 'Made', DATA);
  await send('c', 'few', 'Made', { ...DATA, count: 0 });
  await send('c', 'unreadable', 'Made', { ...DATA, code: 'ab' });
  await send('c', 'small', 'Made', { ...DATA, size: 1 });
  await send('c', 'odd', 'Odd', { x: 4 });
  await send('own.commands', 'much', 'Do', { id: 'a', amount: 10 });
  while (events.length + broker.published('replies').length < 6) await new Promise((wake) => setImmediate(wake));
  await consumer.close();
  const dead = [...broker.published('c.own.dead'), ...broker.published('own.commands.own.dead')];
  const kinds = events.map(({ messageId, kind, reason = '' }) => \`\${messageId} \${kind} \${reason}\`).sort();
  console.log(JSON.stringify({ name, kinds, dead: dead.map(({ id }) => id).sort() }));
  await broker.close();
}

await tell('checked');
await tell('unchecked', () => undefined);
`;

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-checked-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  // Only what `own` is, as a package that goes somewhere by itself; the validators themselves stay behind.
  for (const [path, text] of generated(CHECKED)) if (!path.startsWith('elsewhere/')) write(path, text);
  write('try.ts', SCRIPT);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function node(...args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    cwd: folder,
    timeout: 30_000,
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

describe('generated consumers beside the target validators', () => {
  it('put what is out of bounds to the dead letters, and say why', () => {
    const [script = ''] = bundleModules(folder, ['try.ts']);
    const [checked, unchecked] = node(script)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(checked.dead).toEqual(['few', 'much', 'odd', 'small', 'unreadable']);
    expect(checked.kinds).toEqual([
      'few dead it is no valid `Made`: `/count` must be >= 1',
      'good handled ',
      expect.stringContaining('`/amount` must be <= 9'),
      'odd dead it is no valid `Odd`: `/x` must be <= 3',
      'small dead it is no valid `Made`: `/size` must be >= 5',
      'unreadable dead it is no valid `Made`: `/code` must match the pattern "^[A-Z]+$"',
    ]);
    expect(unchecked.dead).toEqual([]);
  }, 60_000);

  it('compile under the strictest settings', () => {
    expect(compileStrictly(folder)).toBe('');
  }, 60_000);

  it('find their checks when they are built as their own package', () => {
    const own = join(folder, 'out/deep/services/own');
    const settings = { extends: './tsconfig.json', files: ['validation.ts'], include: [] };
    writeFileSync(join(own, 'tsconfig.validation.json'), JSON.stringify(settings));
    expect(node(join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', join(own, 'tsconfig.validation.json'))).toBe('');
    const built = pathToFileURL(join(own, 'dist/validation.js')).href;
    const data = JSON.stringify({ id: 'a', amount: 10 });
    const code = `import { validate } from '${built}'; console.log(validate('Do', ${data}));`;
    expect(node('--input-type=module', '--eval', code)).toBe('`/amount` must be <= 9\n');
  }, 60_000);

  it('check what they take, and nothing else', () => {
    const files = [...generated(CHECKED).keys()].filter((path) => path.includes('own/validators/'));
    expect(files.map((path) => path.split('own/validators/')[1]).toSorted()).toEqual([
      'commands/Do.ts',
      'errors.ts',
      'events/Made.ts',
      'events/Odd.ts',
      'formats.ts',
      'helpers.ts',
      'types/Code.ts',
    ]);
  });

  it('are the same without that target, but for the checks', () => {
    const files = generated(CHECKED);
    const plain = generated(catalogWith(''));
    const differing = [...plain].filter(([path, text]) => files.get(path) !== text).map(([path]) => path);
    const services = ['own', 'quiet'].map((name) => `out/deep/services/${name}`);
    expect(differing.toSorted()).toEqual(services.flatMap((at) => [`${at}/README.md`, `${at}/consumer.ts`]));
    expect([...plain.values()].join('\n')).not.toContain('validat');
  });

  it('are those of the whole catalog where one service is generated alone', () => {
    const { value } = chooseService(CHECKED, 'own');
    if (value === undefined) throw new Error('there is such a service');
    const at = 'out/deep/services/own/';
    const all = [...generated(CHECKED)].filter(([path]) => path.startsWith(at));
    const alone = [...generated(value, { service: 'own' })].filter(([path]) => path.startsWith('out/'));
    expect(alone).toEqual(all);
  });
});
