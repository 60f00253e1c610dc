import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fencedBlocks } from '../testing/markdown.js';

/** `sagac generate` as a process: watching, with a module of the user, and on a real disk. */
const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const SAGAC = join(PROJECT, 'bin/sagac.js');
const DEFINITIONS =
  'services: { order: { owner: Checkout } }\nevents:\n  OrderPlaced: { producer: order, version: 1.0.0, payload: { id: uuid } }\n';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-generate-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return join(folder, dirname(path));
}

function sagac(args: readonly string[], cwd: string) {
  return spawnSync(process.execPath, [SAGAC, ...args], { cwd, encoding: 'utf8' });
}

class Watcher {
  text = '';
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;

  constructor(cwd: string) {
    const command = [process.execPath, SAGAC, 'generate', '--watch'];
    this.child = spawn('sh', ['-c', 'exec "$@" 2>&1', 'sh', ...command], { cwd });
    this.child.stdout?.on('data', (data: Buffer) => {
      this.text += data.toString();
    });
    this.ended = new Promise((resolve) => this.child.on('close', (code) => resolve(code)));
  }

  /** Waits until something is said, and gives all that was said since the last time. */
  async hear(mark: string): Promise<string> {
    for (let tries = 0; !this.text.includes(mark) && tries < 600; tries++) await pause(25);
    const said = this.text;
    this.text = '';
    return said;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

describe('generate --watch', () => {
  it('writes what changed, a line each time, goes on after errors, and ends with nothing half written', async () => {
    write('watched/sagac.yaml', 'catalog: shop\ngenerate: [{ target: json-schema, out: out/json }]\n');
    const cwd = write('watched/a.yaml', DEFINITIONS);
    const watcher = new Watcher(cwd);
    expect(await watcher.hear('ends it.\n')).toBe('Wrote 2 files.\nWatching for changes; Ctrl-C ends it.\n');
    await pause(400);
    expect(watcher.text).toBe('');
    const index = join(cwd, 'out/json/index.json');
    const { mtimeNs, ino } = statSync(index, { bigint: true });

    write('watched/a.yaml', DEFINITIONS.replace('id: uuid', 'id: string'));
    expect(await watcher.hear('unchanged.\n')).toBe('Wrote 1 file, 1 unchanged.\n');
    expect(statSync(index, { bigint: true })).toMatchObject({ mtimeNs, ino });

    write('watched/a.yaml', DEFINITIONS.replace('uuid', 'uid'));
    const error = await watcher.hear('first.\n');
    expect(error).toMatch(/^a\.yaml:3:66: error: .*uid.*\n/);
    expect(error).toContain('Nothing was generated: repair the errors first.\n');

    write('watched/a.yaml', DEFINITIONS);
    expect(await watcher.hear('unchanged.\n')).toBe('Wrote 1 file, 1 unchanged.\n');
    await pause(400);
    expect(watcher.text).toBe('');
    watcher.child.kill('SIGINT');
    expect(await watcher.ended).toBe(130);
    expect(readdirSync(join(cwd, 'out/json'))).toEqual(['.sagac-manifest.json', 'events', 'index.json']);
    expect(sagac(['generate', '--check'], cwd).status).toBe(0);
  });
});

describe('a target of the documentation', () => {
  const page = readFileSync(join(PROJECT, 'docs/generate.md'), 'utf8');
  const module = fencedBlocks(page).find(({ info }) => info.get('file') === 'targets/owners.ts')?.text ?? '';

  it('runs, and is refused without code', () => {
    const settings = 'catalog: shop\ngenerate: [{ target: ./targets/owners.ts, out: out, title: Who to ask }]\n';
    write('own/sagac.yaml', settings);
    write('own/targets/owners.ts', module);
    const cwd = write('own/a.yaml', DEFINITIONS);
    mkdirSync(join(cwd, 'node_modules'));
    symlinkSync(join(PROJECT, 'node_modules/esbuild'), join(cwd, 'node_modules/esbuild'), 'junction');
    expect(sagac(['generate', '--no-plugins'], cwd)).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('is code, which'),
    });
    expect(sagac(['generate'], cwd)).toMatchObject({ status: 0 });
    expect(readFileSync(join(cwd, 'out/owners.md'), 'utf8')).toContain(
      '# Who to ask\n\n| event | owner |\n|---|---|\n| `OrderPlaced` | Checkout |\n',
    );
    expect(existsSync(join(cwd, '.sagac/cache'))).toBe(false);
  });

  it('compiles', { timeout: 90_000 }, () => {
    const cwd = write('types/owners.ts', module);
    const paths = { sagac: [join(PROJECT, 'src/index.ts')] };
    const compilerOptions = {
      ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noEmit: true },
      ...{ target: 'es2023', module: 'nodenext', moduleResolution: 'nodenext', verbatimModuleSyntax: true },
      ...{ types: ['node'], typeRoots: [join(PROJECT, 'node_modules/@types')], skipLibCheck: true, paths },
    };
    write('types/package.json', '{ "type": "module" }');
    write('types/tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(PROJECT, 'node_modules/typescript/bin/tsc'), '-p', cwd],
      { encoding: 'utf8' },
    );
    // What is wrong in sagac itself is not for this test to tell.
    expect(
      stdout.split('\n').filter((line) => line.startsWith('owners.ts') || line.includes('/types/owners.ts')),
    ).toEqual([]);
    expect(status).not.toBeNull();
  });
});
