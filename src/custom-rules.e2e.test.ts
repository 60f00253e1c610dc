import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fencedBlocks } from './testing/markdown.js';

const PROJECT = fileURLToPath(new URL('../', import.meta.url));
const READS_TYPESCRIPT = Boolean((process.features as { readonly typescript?: unknown }).typescript);
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-plugins-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Puts packages of this project into the `node_modules` of a catalog. */
function install(root: string, packages: Readonly<Record<string, string>>): void {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  for (const [name, path] of Object.entries(packages)) symlinkSync(path, join(root, 'node_modules', name), 'junction');
}

function sagac(args: readonly string[], root: string, env: Record<string, string> = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [join(PROJECT, 'bin/sagac.js'), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
}

const page = readFileSync(join(PROJECT, 'docs/custom-rules.md'), 'utf8');
const documented = Object.fromEntries(
  fencedBlocks(page).flatMap(({ info, text }) => [info.get('file')].flatMap((path) => (path ? [[path, text]] : []))),
);

const ESBUILD = join(PROJECT, 'node_modules', 'esbuild');
const SETTINGS = 'catalog: shop\nlint: { extends: minimal, plugins: [./lint/acme-rules.ts] }\n';
const FAILURE =
  'services: { order: { owner: us } }\nevents:\n  PaymentDeclined: { failureOf: PaymentTaken, consumers: [order] }\n  PaymentTaken: {}\n';

describe('rules of a catalog', () => {
  it('are no green check when their code ends the process', () => {
    const root = join(folder, 'early-end');
    write(root, {
      'sagac.yaml': 'catalog: shop\nlint: { plugins: [./lint/early.mjs] }\n',
      'lint/early.mjs': 'process.exit(0);\nexport const rules = [];\n',
    });
    const { status, stderr } = sagac(['lint'], root);
    expect(stderr).toContain('The command was ended before it was done, by code that it runs');
    expect(status).toBe(2);
  });

  it('as documented pass their own tests, and find what they are for', () => {
    const root = join(folder, 'documented');
    write(root, { ...documented, 'a.yaml': FAILURE });
    write(root, {
      'sagac.yaml': 'catalog: acme\nlint: { extends: minimal, plugins: [./lint/acme.yaml, ./lint/acme-rules.ts] }\n',
    });
    install(root, { sagac: PROJECT, esbuild: ESBUILD });
    const tested = sagac(['test-rules'], root);
    expect([tested.status, tested.stderr]).toEqual([0, '3 rules, all pass.\n']);
    const linted = sagac(['lint', '--rule', 'acme/failure-is-heard'], root);
    expect(linted.stdout).toBe(
      'a.yaml:3:3: warning: `PaymentDeclined` is heard by 1 of 2 services. [acme/failure-is-heard]\n',
    );
    expect(linted.status).toBe(0);
  });

  it('in TypeScript may import other files, and types', () => {
    const root = join(folder, 'several');
    write(root, {
      'sagac.yaml': SETTINGS,
      'a.yaml': 'services: { order: { owner: us } }\n',
      'lint/acme-rules.ts':
        "import type { Rule } from 'sagac';\nimport { rule } from './rule.ts';\nexport const rules: Rule[] = [rule('acme/one' as string)];\n",
      'lint/rule.ts': `import type { Rule } from 'sagac';
export function rule(id: string): Rule {
  return { id, group: 'custom', preset: 'minimal', since: '1', severity: 'info', summary: 'Require it.', why: 'So.', bad: 'a', good: 'b',
    check({ catalog, report }): void {
      for (const { nameSpan: span, id } of catalog.services.values()) report({ span, message: \`\\\`\${id}\\\`.\` });
    } };
}
`,
    });
    install(root, { esbuild: ESBUILD });
    const { status, stdout, stderr } = sagac(['lint'], root);
    expect([status, stdout]).toEqual([0, 'a.yaml:1:13: info: `order`. [acme/one]\n']);
    expect(stderr).toBe('1 info\n');
    expect(sagac(['lint'], root, { SAGAC_NO_PLUGINS: '1' })).toMatchObject({
      status: 0,
      stdout: '',
      stderr: 'Code of plugins is not to run, so these rules are left out: `./lint/acme-rules.ts`.\n',
    });
  });

  it.runIf(!READS_TYPESCRIPT)('in TypeScript are read by the compiler that is installed', () => {
    const root = join(folder, 'compiler');
    const transpile = `const esbuild = require(${JSON.stringify(ESBUILD)});
exports.transpileModule = (text) => ({ outputText: esbuild.transformSync(text, { loader: 'ts' }).code });\n`;
    write(root, {
      'sagac.yaml': SETTINGS,
      'lint/acme-rules.ts': 'const none: unknown[] = [];\nexport { none as rules };\n',
      'node_modules/typescript/package.json': '{ "version": "5.9.9", "main": "index.cjs" }',
      'node_modules/typescript/index.cjs': transpile,
    });
    expect(sagac(['lint'], root)).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it.runIf(!READS_TYPESCRIPT)('in TypeScript need something that reads it', () => {
    const root = join(folder, 'nothing');
    write(root, { 'sagac.yaml': SETTINGS, 'lint/acme-rules.ts': 'export const rules: unknown[] = [];\n' });
    install(root, { typescript: join(PROJECT, 'node_modules', 'typescript') });
    const { status, stdout } = sagac(['lint', '--format', 'pretty'], root);
    expect(status).toBe(2);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toContain(
      'The plugin `./lint/acme-rules.ts` is in TypeScript, and nothing that reads it is installed.',
    );
    expect(text).toContain('help: Run on Node 22.18 or newer, install `typescript` (5 or 6) or `esbuild`');
  });

  it.each([
    ['is broken', 'export const rules = [;\n', 'cannot be loaded: `SyntaxError: '],
    ['throws', "throw new Error('not today');\n", 'cannot be loaded: `Error: not today`'],
    [
      'imports what is not there',
      "import { x } from 'not-there';\nexport const rules = [x];\n",
      'imports `not-there`, which is not installed',
    ],
    [
      'imports a file that is not there',
      "import { x } from './no.mjs';\nexport const rules = [x];\n",
      'cannot be loaded: `Error: Cannot find module ',
    ],
  ])('in a module that %s end in a sentence', (name, text, problem) => {
    const root = join(folder, name.replaceAll(' ', '-'));
    write(root, { 'sagac.yaml': 'catalog: shop\nlint: { plugins: [./x.mjs] }\n', 'x.mjs': text });
    const { status, stdout, stderr } = sagac(['lint'], root);
    expect(status).toBe(2);
    expect(stdout).toContain(`sagac.yaml:2:19: error: The plugin \`./x.mjs\` ${problem}`);
    expect(stdout + stderr).not.toContain('    at ');
  });
});
