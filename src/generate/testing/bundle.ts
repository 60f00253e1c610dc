import { build } from 'esbuild';

/** Names of the generated files that are left of a bundle, and its code. */
export interface Bundle {
  readonly code: string;
  readonly files: readonly string[];
}

/** Bundles code that imports generated files, which are given by path; nothing outside them can be imported. */
export async function bundleGenerated(files: ReadonlyMap<string, string>, entry: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: entry, loader: 'ts', resolveDir: '/' },
    bundle: true,
    format: 'esm',
    write: false,
    metafile: true,
    plugins: [
      {
        name: 'generated',
        setup(builder) {
          builder.onResolve({ filter: /.*/ }, ({ path, importer }) => {
            const from = importer === '<stdin>' ? '/' : `/${importer.replace(/^.*?generated:/, '')}`;
            const wanted = new URL(path, `file://${from}`).pathname.slice(1);
            const found = [wanted, wanted.replace(/\.js$/, '.ts')].find((candidate) => files.has(candidate));
            if (!path.startsWith('.') || found === undefined) return { errors: [{ text: `cannot import ${path}` }] };
            return { path: found, namespace: 'generated' };
          });
          builder.onLoad({ filter: /.*/, namespace: 'generated' }, ({ path }) => ({
            contents: files.get(path) ?? '',
            loader: path.endsWith('.ts') ? 'ts' : 'js',
          }));
        },
      },
    ],
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const code = outputFiles[0]?.text ?? '';
  return { code, files: inputs.flatMap(([name]) => (name.startsWith('generated:') ? [name.slice(10)] : [])).sort() };
}

/** What a bundle exports, run here. */
export async function importBundle({ code }: Bundle): Promise<Readonly<Record<string, unknown>>> {
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}
