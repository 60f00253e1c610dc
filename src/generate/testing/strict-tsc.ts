import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The runtime's own sources, by the names under which generated code imports them; longer names first. */
export const RUNTIME_MODULES: Readonly<Record<string, string>> = {
  'sagac/runtime/sqlite': join(ROOT, 'src/runtime/stores/sqlite/index.ts'),
  'sagac/runtime/telemetry': join(ROOT, 'src/runtime/telemetry/index.ts'),
  'sagac/runtime/testing': join(ROOT, 'src/runtime/rehearsal/index.ts'),
  'sagac/runtime': join(ROOT, 'src/runtime/index.ts'),
};

/**
 * Compiles every file of a folder under the strictest settings, against the runtime's own sources; gives what the compiler says.
 * The folder has to have a `node_modules`.
 */
export function compileStrictly(folder: string): string {
  const compilerOptions = {
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
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['**/*.ts'] }));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const args = [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder });
  return status === 0 ? stdout : `${stdout}${stderr}`;
}
