import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
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
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VERSION } from '../version.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const SAGAC = join(PROJECT, 'bin/sagac.js');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-cli-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the binary as a person's shell would, without colour settings of the test's own environment. */
function sagac(args: readonly string[], cwd = folder, env: Record<string, string> = {}): SpawnSyncReturns<string> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...rest } = process.env;
  return spawnSync(process.execPath, [SAGAC, ...args], { cwd, env: { ...rest, ...env }, encoding: 'utf8' });
}

function shell(command: string, cwd: string): SpawnSyncReturns<string> {
  return spawnSync('bash', ['-c', command], {
    cwd,
    env: { ...process.env, SAGAC, NODE: process.execPath },
    encoding: 'utf8',
  });
}

function catalog(name: string, files: Readonly<Record<string, string>>): string {
  const root = join(folder, name);
  for (const [path, text] of Object.entries({ 'sagac.yaml': 'catalog: shop\n', ...files })) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** Many types; with a `#` in it, `type` is another one each time. */
function manyTypes(count: number, type: string): string {
  const field = (index: number) => type.replace('#', String(index));
  const lines = Array.from({ length: count }, (_, index) => `  Type${index}: { fields: { value: ${field(index)} } }\n`);
  return `types:\n${lines.join('')}`;
}

describe('the binary', () => {
  it('prints its version and help', () => {
    expect(sagac(['--version'])).toMatchObject({ status: 0, stdout: `${VERSION}\n`, stderr: '' });
    expect(sagac(['--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: sagac'), stderr: '' });
  });

  it('ends with 2 on a wrong flag or command, with a hint and no stack', () => {
    for (const args of [['lint', '--fxi'], ['lnt']]) {
      const { status, stdout, stderr } = sagac(args);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain('Did you mean');
      expect(stderr).not.toContain('    at ');
    }
  });

  it('says that there is no catalog', () => {
    const { status, stderr } = sagac(['lint']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('sagac init')]);
  });

  it('ends with 1 on broken YAML, with its place', () => {
    const root = catalog('broken', { 'orders/a.yaml': 'types:\n  Order: { fields: [ }\n' });
    const { status, stdout } = sagac(['lint', 'broken']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^broken\/orders\/a\.yaml:2:\d+: error: /);
    expect(sagac(['lint'], join(root, 'orders')).stdout).toMatch(/^\.\.\/orders\/a\.yaml:2:/);
  });

  it('ends with 2 on settings that cannot be read', () => {
    const root = catalog('loop', {});
    rmSync(join(root, 'sagac.yaml'));
    symlinkSync('sagac.yaml', join(root, 'sagac.yaml'));
    const { status, stdout, stderr } = sagac(['lint'], root);
    expect(status).toBe(2);
    expect(stdout + stderr).toContain('ELOOP');
    expect(stdout + stderr).not.toContain('    at ');
  });

  it('honours FORCE_COLOR and NO_COLOR', () => {
    const root = catalog('colour', { 'a.yaml': manyTypes(1, 'Mony') });
    const pretty = ['lint', '--format', 'pretty'];
    expect(sagac(pretty, root, { FORCE_COLOR: '1' }).stdout).toContain('\u001b[31m');
    expect(sagac(pretty, root, { NO_COLOR: '1' }).stdout).not.toContain('\u001b');
    expect(sagac(pretty, root).stdout).not.toContain('\u001b');
    expect(sagac(['lint'], root, { FORCE_COLOR: '1' }).stdout).not.toContain('\u001b');
  });

  it('is no bother to a reader that stops early', () => {
    const root = catalog('pipe', { 'a.yaml': manyTypes(400, 'Mony#') });
    const { stdout, stderr } = shell(
      '"$NODE" "$SAGAC" lint --format json 2>&1 >/dev/null | cat; "$NODE" "$SAGAC" lint --format json 2>err.txt | head -n 1',
      root,
    );
    expect(stdout).toBe('{\n');
    expect(stderr).toBe('');
    expect(readFileSync(join(root, 'err.txt'), 'utf8')).toBe('');
  });

  it('writes all of a long report into a pipe', () => {
    const root = catalog('long', { 'a.yaml': manyTypes(400, 'Mony#') });
    const { stdout } = shell('"$NODE" "$SAGAC" lint --format json | cat', root);
    expect(JSON.parse(stdout).findings).toHaveLength(400);
  });

  it('needs no standard input, and survives closed streams', () => {
    const root = catalog('closed', { 'a.yaml': manyTypes(1, 'string') });
    expect(shell('"$NODE" "$SAGAC" lint <&-', root)).toMatchObject({ status: 0, stderr: '' });
    expect(shell('"$NODE" "$SAGAC" list >&- 2>&-', root).status).toBe(0);
  });

  it.runIf(existsSync('/dev/full'))('says when its output cannot be written', () => {
    const root = catalog('full', { 'a.yaml': manyTypes(1, 'Mony') });
    const { status, stderr } = shell('"$NODE" "$SAGAC" lint > /dev/full', root);
    expect(status).toBe(2);
    expect(stderr).toContain('error: The output cannot be written (ENOSPC).');
    expect(stderr).not.toContain('    at ');
  });

  it('says when the folder that it runs in is gone', () => {
    const { status, stderr } = shell('mkdir gone; cd gone; rmdir ../gone; "$NODE" "$SAGAC" lint', folder);
    expect([status, stderr]).toEqual([
      2,
      'error: The current folder does not exist any more.\n  help: Change to a folder that does.\n',
    ]);
  });

  it('keeps the permissions of a file that it repairs', () => {
    const root = catalog('modes', { 'a.yaml': 'types:\n  A: { fields: { many: string[] } }\n' });
    chmodSync(join(root, 'a.yaml'), 0o640);
    expect(sagac(['lint', '--fix'], root).status).toBe(0);
    expect(readFileSync(join(root, 'a.yaml'), 'utf8')).toContain('list<string>');
    expect(statSync(join(root, 'a.yaml')).mode & 0o777).toBe(0o640);
  });

  it('leaves all files or none when it is interrupted', async () => {
    const settings = 'catalog: shop\ngenerate: [{ target: json-schema, out: generated }]\n';
    const root = catalog('interrupted', { 'sagac.yaml': settings, 'a.yaml': manyTypes(400, 'string') });
    for (const delay of [60, 120, 180, 240]) {
      rmSync(join(root, 'generated'), { recursive: true, force: true });
      const child = spawn(process.execPath, [SAGAC, 'generate'], { cwd: root, stdio: 'ignore' });
      const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
      const signal = delay % 120 === 0 ? 'SIGTERM' : 'SIGINT';
      setTimeout(() => child.kill(signal), delay);
      await ended;
      const files = existsSync(join(root, 'generated'))
        ? readdirSync(join(root, 'generated'), { recursive: true })
        : [];
      expect(files.filter((file) => String(file).includes('draft'))).toEqual([]);
      if (files.length > 0) expect(sagac(['generate', '--check'], root).status).toBe(0);
    }
  });
});

describe('a first day', () => {
  it('goes from init to a change that somebody made by hand', () => {
    expect(sagac(['init', 'day']).status).toBe(0);
    const root = join(folder, 'day');
    expect(sagac(['lint', '--max-warnings', '0'], root)).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(sagac(['generate'], root)).toMatchObject({ status: 0, stderr: '' });
    expect(sagac(['generate', '--check'], root)).toMatchObject({ status: 0, stdout: '' });

    const order = join(root, 'order.yaml');
    writeFileSync(
      order,
      readFileSync(order, 'utf8').replace('placedAt: timestamp', 'placedAt: timestamp\n      channelCode: string?'),
    );
    const stale = sagac(['generate', '--check'], root);
    expect(stale.status).toBe(1);
    expect(stale.stdout).toMatch(/^\+.*channelCode/m);
    expect(stale.stderr).toContain('sagac generate');
    expect(sagac(['generate'], root).status).toBe(0);

    const types = join(root, 'generated/types');
    const [file = ''] = readdirSync(types, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.ts'),
    );
    writeFileSync(join(types, file), `${readFileSync(join(types, file), 'utf8')}// mine\n`);
    const refused = sagac(['generate'], root);
    expect(refused.status).toBe(1);
    expect(refused.stdout).toContain(file);
    expect(readFileSync(join(types, file), 'utf8')).toContain('// mine');
    expect(sagac(['init', '.'], root).status).toBe(2);
  });
});

describe('the package', () => {
  it('needs nothing but its own files', () => {
    const root = join(folder, 'installed');
    for (const part of ['bin', 'dist', 'schemas', 'package.json']) {
      cpSync(join(PROJECT, part), join(root, part), { recursive: true });
    }
    const installed = (...args: string[]) =>
      spawnSync(process.execPath, [join(root, 'bin/sagac.js'), ...args], { cwd: root, encoding: 'utf8' });
    expect(installed('init', 'shop').status).toBe(0);
    expect(installed('lint', 'shop')).toMatchObject({ status: 0, stderr: '' });
    expect(installed('generate', 'shop')).toMatchObject({ status: 0, stderr: '' });
  });

  it('says whose code it contains', () => {
    const text = readFileSync(join(PROJECT, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['commander', 'js-yaml', 'handlebars', 'ajv'])
      expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(text).not.toContain(PROJECT);
  });

  it('gives the compiler to programs', () => {
    const root = catalog('library', { 'a.yaml': manyTypes(1, 'Mony') });
    const script = `
      import { checkCatalog, createNodeHost } from ${JSON.stringify(join(PROJECT, 'dist/index.js'))};
      const { diagnostics } = await checkCatalog(createNodeHost(), ${JSON.stringify(root)});
      console.log(diagnostics.map((entry) => entry.code).join());`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect([stdout, stderr]).toEqual(['unknown-reference\n', '']);
  });
});
