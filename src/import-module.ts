import { statSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { HostError, NO_TYPESCRIPT } from './host.js';

/**
 * Runs a module of the user and gives what it exports. TypeScript is read by node itself where it can, else by the
 * `typescript` or `esbuild` that is installed beside the module. What the module throws is thrown.
 */
export async function importModule(path: string): Promise<unknown> {
  if (/\.m?ts$/.test(path) && !readsTypeScript()) enableTypeScript(path);
  // A module that was changed is another one; node keeps what it has once read.
  return import(/* @vite-ignore */ `${pathToFileURL(path).href}?changed=${statSync(path).mtimeMs}`);
}

function readsTypeScript(): boolean {
  return Boolean((process.features as { readonly typescript?: unknown }).typescript);
}

let enabled = false;

/** Lets a compiler read TypeScript modules of this process, and the ones that they import. */
function enableTypeScript(path: string): void {
  if (enabled) return;
  const compiler = findCompiler(path);
  if (!compiler) throw new HostError(NO_TYPESCRIPT, path, `Nothing reads TypeScript: '${path}'`);
  const hooks = `data:text/javascript,${encodeURIComponent(HOOKS)}`;
  register(hooks, { parentURL: import.meta.url, data: compiler });
  enabled = true;
}

interface Compiler {
  readonly kind: 'typescript' | 'esbuild';
  readonly url: string;
}

/** Line 7 of TypeScript has no functions for programs, so it is passed over. */
function findCompiler(path: string): Compiler | undefined {
  const require = createRequire(path);
  const at = (name: string) => {
    try {
      return require.resolve(name);
    } catch {
      return undefined;
    }
  };
  const manifest = at('typescript/package.json');
  const isUsable = manifest !== undefined && Number.parseInt(require(manifest).version, 10) < 7;
  const typescript = isUsable ? at('typescript') : undefined;
  if (typescript !== undefined) return { kind: 'typescript', url: pathToFileURL(typescript).href };
  const esbuild = at('esbuild');
  return esbuild === undefined ? undefined : { kind: 'esbuild', url: pathToFileURL(esbuild).href };
}

/** Runs in a thread of node's own. */
const HOOKS = `
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
let transpile;
export async function initialize({ kind, url }) {
  const loaded = await import(url);
  const compiler = loaded.default ?? loaded;
  const compilerOptions = { module: 99, target: 9, inlineSourceMap: true };
  const esbuild = { loader: 'ts', format: 'esm', target: 'node20' };
  transpile = kind === 'typescript'
    ? (text, fileName) => compiler.transpileModule(text, { fileName, compilerOptions }).outputText
    : async (text, sourcefile) => (await compiler.transform(text, { ...esbuild, sourcefile })).code;
}
export async function load(url, context, next) {
  if (!/^file:.*\\.m?ts(\\?|$)/.test(url)) return next(url, context);
  const path = fileURLToPath(url);
  return { format: 'module', shortCircuit: true, source: await transpile(await readFile(path, 'utf8'), path) };
}
`;
