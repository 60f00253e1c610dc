import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeHost } from './node-host.js';
import { generateCatalog } from './pipeline.js';
import { freshSchema, runSql } from './runtime/testing/postgres-schema.js';
import { postgresForTests } from './runtime/testing/postgres-server.js';
import { fencedBlocks } from './testing/markdown.js';

/** The code of `docs/saga-runtime.md` compiled and run. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SHOP = join(ROOT, 'fixtures/catalogs/shop');
const RUNTIME = {
  'sagac/runtime/sqlite': join(ROOT, 'src/runtime/stores/sqlite/index.ts'),
  'sagac/runtime/postgres': join(ROOT, 'src/runtime/stores/postgres/index.ts'),
  'sagac/runtime/testing': join(ROOT, 'src/runtime/rehearsal/index.ts'),
  'sagac/runtime': join(ROOT, 'src/runtime/index.ts'),
};
const server = await postgresForTests();
let folder = '';

function blocksOf(page: string) {
  return fencedBlocks(readFileSync(join(ROOT, 'docs', page), 'utf8'));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-docs-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const { outputs } = await generateCatalog(createNodeHost(), SHOP, { targets: ['sagas'] });
  for (const { out, files } of outputs) for (const { path, text } of files) write(`${out}/${path}`, text);
  for (const { info, text } of blocksOf('saga-runtime.md')) {
    const path = info.get('file');
    if (path !== undefined) write(path, text);
  }
  write('package.json', '{ "type": "module" }');
  write('tsconfig.json', JSON.stringify({ compilerOptions: compilerOptions(), include: ['*.ts'] }));
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server?.remove();
});

function compilerOptions() {
  const strictest = { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true };
  const modules = { target: 'es2023', module: 'nodenext', moduleResolution: 'nodenext', verbatimModuleSyntax: true };
  const paths = Object.fromEntries(Object.entries(RUNTIME).map(([name, path]) => [name, [path]]));
  return { ...strictest, ...modules, types: ['node'], noEmit: true, skipLibCheck: true, paths };
}

function bundle(entry: string): string {
  const outfile = join(folder, entry.replace('.ts', '.mjs'));
  buildSync({
    entryPoints: [join(folder, entry)],
    outfile,
    alias: RUNTIME,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['better-sqlite3', 'pg'],
    logLevel: 'silent',
  });
  return outfile;
}

function node(...args: readonly string[]) {
  return spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder });
}

function stockIn(file: string): unknown {
  const stock = new Database(join(folder, file), { readonly: true });
  const free = stock.prepare('SELECT free FROM stock').pluck().get();
  stock.close();
  return free;
}

/** Runs until the output holds `mark`, then asks the process to stop. */
function serveUntil(
  path: string,
  mark: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path], { cwd: folder, env: { ...process.env, ...env } });
    let output = '';
    const hear = (data: Buffer): void => {
      output += data.toString();
      if (output.includes(mark)) child.kill('SIGTERM');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

const PARTICIPANT_TEST = `
import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { idempotencyKey } from 'sagac/runtime';
import { createInventory, tables } from './inventory.js';
import { sampleStart } from './generated/sagas/checkout/stand-ins.js';

const db = new Database(':memory:');
db.exec(tables);
db.exec("INSERT INTO stock VALUES ('KETTLE-1L', 3)");
const left = () => db.prepare('SELECT free FROM stock').pluck().get();
const inventory = createInventory(db);
const context = (instanceId: string, direction: 'do' | 'undo') => ({
  idempotencyKey: idempotencyKey(instanceId, 'ReserveStock', direction),
  attempt: 1, signal: new AbortController().signal, instanceId, step: 'ReserveStock', direction,
});
const order = (orderId: string) => ({ ...sampleStart, orderId });

const first = await inventory.reserveStock(order('a'), context('a', 'do'));
assert.deepEqual(await inventory.reserveStock(order('a'), context('a', 'do')), first);
assert.equal(left(), 1);
assert.equal((await inventory.reserveStock(order('b'), context('b', 'do'))).outcome, 'StockReservationFailed');
await inventory.releaseStock(order('a'), context('a', 'undo'));
await inventory.releaseStock(order('a'), context('a', 'undo'));
assert.equal(left(), 3);
assert.equal((await inventory.releaseStock(order('c'), context('c', 'undo'))).outcome, 'StockReleased');
await assert.rejects(inventory.reserveStock(order('c'), context('c', 'do')), /taken back/);
assert.equal(left(), 3);
`;

describe('the code of docs/saga-runtime.md', () => {
  it('compiles under the strictest settings', () => {
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { stdout, status } = node(tsc, '-p', folder);
    expect(stdout).toBe('');
    expect(status).toBe(0);
  }, 60_000);

  it('has a participant that keeps its side', () => {
    write('participant-test.ts', PARTICIPANT_TEST);
    const { stderr, status } = node(bundle('participant-test.ts'));
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('runs, stops when asked to, and starts an order once', async () => {
    const path = bundle('serve.ts');
    const first = await serveUntil(path, ' completed');
    expect(first.code, first.output).toBe(0);
    expect(first.output).toContain('ReserveStock: answered StockReserved');
    expect(stockIn('inventory.sqlite')).toBe(8);
    expect(node(bundle('in-flight.ts')).stdout).toMatch(/^Checkout 1\.0\.0 [0-9a-f]{8} 0\n$/);
  });

  it.runIf(server)('runs on PostgreSQL', async () => {
    const { url } = server ?? { url: '' };
    const name = freshSchema();
    await runSql(url, `CREATE DATABASE ${name}`);
    try {
      const DATABASE_URL = Object.assign(new URL(url), { pathname: `/${name}` }).href;
      const { code, output } = await serveUntil(bundle('serve-postgres.ts'), ' completed', { DATABASE_URL });
      expect(code, output).toBe(0);
    } finally {
      await runSql(url, `DROP DATABASE ${name}`);
    }
  });

  it('reaches a participant over a broker', () => {
    const { stdout, stderr, status } = node(bundle('elsewhere.ts'));
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Checkout\.\S+ completed\n$/);
    expect(status).toBe(0);
    expect(stockIn('inventory-service.sqlite')).toBe(8);
  });

  it('plays the failure paths with the participant', () => {
    const alias = Object.entries(RUNTIME).map(([find, replacement]) => ({ find, replacement }));
    write('vitest.config.mjs', `export default ${JSON.stringify({ resolve: { alias }, test: { pool: 'threads' } })}`);
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
    const { stdout, status } = node(vitest, 'run', '--root', folder, 'inventory.test.ts');
    expect(status, stdout).toBe(0);
  }, 60_000);
});
