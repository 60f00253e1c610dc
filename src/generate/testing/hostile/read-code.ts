import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { transform } from 'esbuild';
import { STRICT_OPTIONS } from '../strict-tsc.js';
import { SENTINEL } from './texts.js';

/** What an outside reader finds wrong; empty where it is content. */
export type Faults = readonly string[];

const LIVE = 'SAGAC_IS_LIVE';
const ROOT = resolve('.');

/** Whether esbuild reads a module, and finds the sentinel nowhere as a name of code: it would put another in its place. */
export async function readModule(text: string, loader: 'ts' | 'js'): Promise<Faults> {
  try {
    const { code } = await transform(text, {
      loader,
      format: 'esm',
      legalComments: 'none',
      define: { [SENTINEL]: LIVE },
      logLevel: 'silent',
    });
    return code.includes(LIVE) ? ['a text has become code'] : [];
  } catch (error) {
    return [`esbuild: ${String(error)}`];
  }
}

const COMPILER_OPTIONS = { ...STRICT_OPTIONS, skipLibCheck: false, forceConsistentCasingInFileNames: true };

/** All modules of many catalogs, which one run of the TypeScript compiler reads together. */
export class TypeScriptFolder {
  readonly #folder = mkdtempSync(join(tmpdir(), 'sagac-hostile-'));

  constructor() {
    this.add('tsconfig.json', JSON.stringify({ compilerOptions: COMPILER_OPTIONS, include: ['**/*.ts'] }));
    this.add('package.json', '{ "type": "module" }');
    symlinkSync(join(ROOT, 'node_modules'), join(this.#folder, 'node_modules'));
  }

  add(path: string, text: string): void {
    mkdirSync(dirname(join(this.#folder, path)), { recursive: true });
    writeFileSync(join(this.#folder, path), text);
  }

  /** What the compiler says of them, a line each; not what it says of the declarations of libraries that the runtime imports. */
  compile(): Faults {
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { stdout, stderr, error } = spawnSync(process.execPath, [tsc, '-p', this.#folder, '--pretty', 'false'], {
      encoding: 'utf8',
      cwd: this.#folder,
      maxBuffer: 1e8,
    });
    return `${stdout}${stderr}${error ?? ''}`
      .split('\n')
      .filter((line) => /^\S/.test(line) && !/^\S*\/node_modules\//.test(line));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Runs scripts where no program is to be found but stand-ins, one of which is called like the sentinel. */
export class ScriptFolder {
  readonly #folder = mkdtempSync(join(tmpdir(), 'sagac-scripts-'));

  constructor() {
    mkdirSync(join(this.#folder, 'bin'));
    for (const name of ['kafka-topics.sh', 'kafka-topics', 'nats', 'cat', SENTINEL]) this.#program(name);
  }

  #program(name: string): void {
    const path = join(this.#folder, 'bin', name);
    writeFileSync(
      path,
      `#!/bin/bash\nif [ "\${0##*/}" = ${SENTINEL} ]; then echo hit > '${this.#folder}/hit'; fi\n[ "$2" = info ] && exit 1\nexit 0\n`,
    );
    chmodSync(path, 0o755);
  }

  /** What bash says of the syntax of a script, and whether it has run what a text says. */
  read(text: string): Faults {
    const script = join(this.#folder, 'script.sh');
    writeFileSync(script, text);
    const env = {
      PATH: join(this.#folder, 'bin'),
      BOOTSTRAP_SERVERS: 'h:9092',
      KAFKA_TOPICS: 'kafka-topics',
      NATS_URL: 'h',
    };
    const run = (...words: readonly string[]) =>
      spawnSync('/bin/bash', [...words, script], {
        encoding: 'utf8',
        env,
        cwd: this.#folder,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    const parsed = run('-n');
    if (parsed.status !== 0 || parsed.stderr !== '') return [`bash: ${parsed.stderr}`];
    const ended = run();
    const strange = existsSync(join(this.#folder, SENTINEL)) || existsSync(join(this.#folder, 'hit'));
    if (strange) return ['a text was run'];
    return ended.status === 0 ? [] : [`bash ends with ${ended.status}: ${ended.stderr}`];
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Runs the files of a SQLite database in their order; those for PostgreSQL are only searched, their comments left out. */
export function readSql(files: readonly (readonly [path: string, text: string])[]): Faults {
  const named = files.filter(([, text]) => text.replace(/--.*$/gm, '').includes(SENTINEL));
  const faults = named.map(([path]) => `${path}: a text is code`);
  const folders = new Set(files.filter(([path]) => path.includes('sqlite')).map(([path]) => dirname(path)));
  for (const folder of folders) {
    const database = new Database(':memory:');
    try {
      for (const [path, text] of files) if (dirname(path) === folder) database.exec(text);
    } catch (error) {
      faults.push(`${folder}: ${String(error)}`);
    } finally {
      database.close();
    }
  }
  return faults;
}
