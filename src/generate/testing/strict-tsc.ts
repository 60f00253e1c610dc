import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The runtime's own sources, by the names under which generated code imports them; longer names first. */
export const RUNTIME_MODULES: Readonly<Record<string, string>> = {
  'sagac/runtime/postgres': join(ROOT, 'src/runtime/stores/postgres/index.ts'),
  'sagac/runtime/sqlite': join(ROOT, 'src/runtime/stores/sqlite/index.ts'),
  'sagac/runtime/telemetry': join(ROOT, 'src/runtime/telemetry/index.ts'),
  'sagac/runtime/testing': join(ROOT, 'src/runtime/rehearsal/index.ts'),
  'sagac/runtime': join(ROOT, 'src/runtime/index.ts'),
};

/** The strictest settings, against the runtime's own sources. */
export const STRICT_OPTIONS = {
  target: 'es2023',
  lib: ['es2023'],
  module: 'nodenext',
  types: ['node'],
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitReturns: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: true,
  paths: Object.fromEntries(Object.entries(RUNTIME_MODULES).map(([name, path]) => [name, [path]])),
};

/**
 * Compiles every file of a folder under the strictest settings, against the runtime's own sources; gives what the compiler says.
 * The folder has to have a `node_modules`.
 */
export function compileStrictly(folder: string): string {
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: STRICT_OPTIONS, include: ['**/*.ts'] }),
  );
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const args = [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder });
  return status === 0 ? stdout : `${stdout}${stderr}`;
}

/** Bundles generated modules with the runtime's own sources into `built` below their folder; gives where they are. */
export function bundleModules(folder: string, entries: readonly string[]): readonly string[] {
  const outdir = join(folder, 'built');
  buildSync({
    entryPoints: entries.map((entry) => join(folder, entry)),
    outdir,
    outbase: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    alias: RUNTIME_MODULES,
    external: ['@opentelemetry/api', '@opentelemetry/sdk-metrics', 'better-sqlite3'],
    logLevel: 'silent',
  });
  return entries.map((entry) => join(outdir, entry.replace(/\.ts$/, '.mjs')));
}
