import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { targetLoaders } from './loaders.js';

/** Sources that are loaded with a target. */
async function sourcesOf(id: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`./${id}/index.ts`, import.meta.url))],
    ...{ bundle: true, write: false, metafile: true, platform: 'node', logLevel: 'silent' },
  });
  return Object.keys(metafile.inputs);
}

describe('the code of a target', () => {
  it.each([...targetLoaders.keys()].filter((id) => id !== 'validators'))(
    'brings no compiler of schemas along: %s',
    async (id) => {
      expect((await sourcesOf(id)).filter((path) => path.includes('node_modules/ajv'))).toEqual([]);
    },
  );
});
