import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * For tests with real processes: bundles a script into a folder of its own and returns its path. `imports` are the files,
 * relative to this one, by the name that is taken from them.
 */
export async function bundleScript(
  folder: string,
  imports: Readonly<Record<string, string>>,
  body: string,
): Promise<string> {
  const lines = Object.entries(imports).map(([name, path]) => {
    return `import { ${name} } from ${JSON.stringify(new URL(path, import.meta.url).pathname)};`;
  });
  const outfile = join(folder, 'script.mjs');
  const contents = [...lines, body].join('\n');
  const platform = { bundle: true, format: 'esm', platform: 'node' } as const;
  await build({
    ...platform,
    external: ['@nats-io/*', 'better-sqlite3', 'pg', 'rabbitmq-client'],
    stdin: { contents, resolveDir: folder },
    outfile,
  });
  // The bundle lies outside of the package; the drivers are found through a link beside it.
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  return outfile;
}
