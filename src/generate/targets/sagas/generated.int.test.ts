import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../language/load-catalog.js';
import { buildCatalog } from '../../../model/build/build-catalog.js';
import type { Catalog } from '../../../model/index.js';
import { createNodeHost } from '../../../node-host.js';
import { templateText } from '../../../templates.js';
import { catalogFromYaml } from '../../../testing/catalog-from-yaml.js';
import { sharedFolder } from '../../../testing/shared.js';
import type { OutputFile } from '../../target.js';
import { bundleModules, compileStrictly, RUNTIME_MODULES } from '../../testing/strict-tsc.js';
import { sagas } from './index.js';

const ROOT = resolve('.');

/** Names and texts that try to become code, and shapes of messages that printing might get wrong. */
const NASTY = `
services: { car-rental: {}, own: {} }
types:
  Tree: { summary: "*/ } process.exit(1) /*", fields: { name: string, children: 'list<Tree>', twin: Tree? } }
  Method: { oneOf: { card: Card, cash: Cash }, discriminator: kind }
  Proto: { fields: { constructor: string, hasOwnProperty: string, toLocaleString: string? } }
  Card: { fields: { number: string } }
  Cash: { fields: { paid: boolean } }
  Reason: { enum: ["it's", 'a"b', "c\\\\d", "\${e}"] }
events:
  Begun: { producer: own, payload: { id: uuid, tree: Tree, method: Method, blob: bytes, maybe: string|null, extra: string?, inline: 'enum(a|b)', reason: Reason, toString: string, isPrototypeOf: Proto, valueOf: int? } }
  delete: { producer: car-rental, payload: { id: uuid, constructor: string } }
  Odd: { producer: car-rental, payload: { id: uuid, reason: Reason } }
  Gone: { producer: car-rental, payload: {} }
commands:
  class: { handler: car-rental, summary: "Ends // here */ and <!-- there", payload: { id: uuid, tree: Tree, blob: bytes, toString: string, isPrototypeOf: Proto }, success: [delete, Gone], failure: [Odd] }
  Undo_class: { handler: own, payload: { id: uuid, why: string? }, success: Gone, failure: [Odd] }
sagas:
  newRun_1:
    summary: "\`\${process.exit(1)}\` */"
    service: own
    start: Begun
    correlation: id
    steps:
      - { do: class, undo: { do: Undo_class, with: { why: { const: "\${x} */ '" } } } }
      - { name: second-step, do: class, undo: Undo_class }
`;

interface Generated {
  readonly name: string;
  readonly files: readonly OutputFile[];
}

function generate(name: string, catalog: Catalog): Generated {
  const template = (file: string) => templateText(`sagas/${file}`);
  const result = sagas.generate({ catalog, options: {}, template, earlier: () => undefined });
  expect(result.diagnostics.filter((diagnostic) => diagnostic.severity === 'error')).toEqual([]);
  return { name, files: result.files };
}

async function fromFolder(name: string, folder: string): Promise<Generated> {
  const source = await loadCatalog(createNodeHost(), folder);
  if (source.value === undefined) throw new Error(JSON.stringify(source.diagnostics));
  return generate(name, buildCatalog(source.value).value);
}

/** Every form of a step. */
const EVERY_STEP = resolve('fixtures/scenarios/every-step/input');
const fixtures = resolve('fixtures/catalogs');
const shared = sharedFolder('real-sagas');
let folder = '';
let generated: readonly Generated[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-sagas-'));
  const real = shared === undefined ? [] : readdirSync(shared).filter((name) => /^\d/.test(name));
  generated = [
    generate('nasty', await catalogFromYaml(NASTY)),
    await fromFolder('every-step', EVERY_STEP),
    ...(await Promise.all(readdirSync(fixtures).map((name) => fromFolder(name, join(fixtures, name))))),
    ...(await Promise.all(real.map((name) => fromFolder(name, join(shared ?? '', name))))),
  ];
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const one of generated) write(one);
});

function write({ name, files }: Generated): void {
  for (const file of files) {
    mkdirSync(dirname(join(folder, name, file.path)), { recursive: true });
    writeFileSync(join(folder, name, file.path), file.text);
  }
}

/** Bundles generated entry files against the runtime's sources; gives the paths of the bundles. */

interface VitestReport {
  readonly numPassedTests: number;
  readonly numTotalTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

function failuresOf({ testResults }: VitestReport): readonly string[] {
  return testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message === '' ? [] : [`${name}: ${message}`]),
    ...assertionResults.flatMap(({ fullName, status, failureMessages }) =>
      status === 'passed' ? [] : [`${name} ${fullName}: ${failureMessages.join(' ')}`],
    ),
  ]);
}

function bundleMain(saga: string): string {
  return bundleModules(folder, [`${saga}/main.ts`])[0] ?? '';
}

function runMain(path: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], { encoding: 'utf8', cwd: folder });
  const lines = stdout.trimEnd().split('\n');
  return { status, stderr, lines, end: lines.at(-1) ?? '' };
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('generated orchestrators', () => {
  it('compile under the strictest settings', () => {
    expect(compileStrictly(folder)).toBe('');
  }, 60_000);

  it('pass their own tests of every failure path', () => {
    const alias = Object.entries(RUNTIME_MODULES).map(([find, replacement]) => ({ find, replacement }));
    const config = { resolve: { alias }, test: { pool: 'threads', maxWorkers: 2 } };
    writeFileSync(join(folder, 'vitest.config.mjs'), `export default ${JSON.stringify(config)}`);
    const run = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder, '--reporter=json'],
      { encoding: 'utf8', cwd: folder },
    );
    const report = JSON.parse(run.stdout.slice(run.stdout.indexOf('{'))) as VitestReport;
    expect(failuresOf(report)).toEqual([]);
    expect(report.numTotalTestSuites).toBeGreaterThanOrEqual(generated.length);
    expect(report.numPassedTests).toBeGreaterThan(50);
  }, 120_000);

  it('run at once, complete, unwind, get stuck, and go on from a file', () => {
    const shop = bundleMain('shop/checkout');
    expect(runMain(shop)).toMatchObject({ status: 0, end: expect.stringMatching(/: completed$/) });
    expect(runMain(shop, '--fail', 'CapturePayment=PaymentDeclined')).toMatchObject({
      status: 0,
      end: expect.stringMatching(/: aborted$/),
    });
    const stuck = ['--fail', 'CapturePayment=timeout', '--fail', 'ReserveStock/undo=StockReleaseFailed'];
    expect(runMain(shop, ...stuck)).toMatchObject({ status: 1, end: expect.stringMatching(/: stuck$/) });
    expect(runMain(shop, '--fail', 'CapturePayment=Nonsense')).toMatchObject({
      status: 2,
      end: expect.stringMatching(/^$/),
    });
    const file = join(folder, 'shop.sqlite');
    expect(runMain(shop, '--store', file)).toMatchObject({ status: 0, end: expect.stringMatching(/: completed$/) });
    expect(runMain(shop, '--store', file).lines).toEqual([
      expect.stringMatching(/^going on with .*, which was started before$/),
      expect.stringMatching(/: completed$/),
    ]);
  }, 60_000);

  it('are the same each time', async () => {
    const again = await fromFolder('shop', join(fixtures, 'shop'));
    expect(again).toEqual(generated.find(({ name }) => name === 'shop'));
  });
});
