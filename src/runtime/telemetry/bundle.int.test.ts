import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const HERE = dirname(fileURLToPath(import.meta.url));

describe('the bundled module', () => {
  it('works where the package of OpenTelemetry is not installed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sagac-'));
    try {
      const bundle = join(folder, 'telemetry.mjs');
      const entryPoints = [join(HERE, 'index.ts')];
      const external = ['@opentelemetry/api'];
      await build({ entryPoints, external, outfile: bundle, bundle: true, format: 'esm', platform: 'node' });
      const script = `
        const { createTelemetry } = await import(process.argv[1]);
        const telemetry = createTelemetry({ store: {}, log: ({ kind }) => console.log(kind) });
        telemetry.problem({ kind: 'events-unheard', event: 'E' });
        await telemetry.close();`;
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, bundle]);
      expect(stdout).toBe('events-unheard\n');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
