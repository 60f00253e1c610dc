import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import avsc from 'avsc';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogOf, generated } from '../../../generate/testing/catalog.js';
import { sharedFolder } from '../../../testing/shared.js';
import type { SourceFile } from '../../importer.js';
import { layOut, printLayout } from '../../layout.js';
import { runImport } from '../../run-import.js';
import { avroImporter } from './index.js';
import { neutralSchema } from './testing/neutral-schema.js';
import { randomSchema } from './testing/random-schema.js';
import { randomValue } from './testing/random-value.js';

const SETTINGS = 'catalog: taken\ngenerate:\n  - { target: avro, out: out, namespace: taken.in }\n';

/** Import, the YAML that comes of it, and the Avro that is generated from that: texts by message id. */
function roundTrip(files: readonly SourceFile[]) {
  const { value, diagnostics } = runImport({
    files,
    importers: [avroImporter],
    options: { as: 'event' },
    readFile: () => undefined,
  });
  const yaml = printLayout(layOut(value.draft));
  const catalog = catalogOf({ 'sagac.yaml': SETTINGS, ...Object.fromEntries(yaml) });
  const files2 = generated(catalog);
  const schemaOf = (id: string) => JSON.parse(files2.get(`out/events/${id}.avsc`) ?? 'null') as avsc.Schema;
  return { draft: value.draft, diagnostics, schemaOf, yaml };
}

/** What is written by the source means the same to the generated schema, byte for byte; names may be others, so they are made alike. */
function expectSameValues(source: avsc.Schema, made: avsc.Schema, told: string): void {
  const [one, other] = [neutralSchema(source), neutralSchema(made)].map((schema) =>
    avsc.Type.forSchema(schema, { wrapUnions: true }),
  );
  if (!one || !other) throw new Error('no schema');
  for (let seed = 1; seed <= 5; seed++) {
    const bytes = one.toBuffer(randomValue(one, seed));
    expect(other.toBuffer(other.fromBuffer(bytes)).equals(bytes), told).toBe(true);
  }
}

describe('Avro, imported and generated again', () => {
  test('random schemas have the same values', () => {
    fc.assert(
      fc.property(randomSchema, (schema) => {
        const text = JSON.stringify(schema);
        const { draft, schemaOf, yaml } = roundTrip([{ path: 'a.avsc', text }]);
        const [id] = draft.messages.keys();
        expectSameValues(schema, schemaOf(id ?? ''), `${text}\n${[...yaml.values()].join('\n')}`);
      }),
      { numRuns: 120, seed: 7 },
    );
  });

  const corpora = sharedFolder('corpora');
  test.runIf(corpora)(
    'schemas that others wrote have the same values, and are wholly in the model but for stated parts',
    () => {
      const base = join(corpora ?? '', 'avro');
      const folders = readdirSync(base, { withFileTypes: true }).filter((entry) => entry.isDirectory());
      const raw: string[] = [];
      let compared = 0;
      for (const { name } of folders) {
        const folder = join(base, name);
        const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((path) => path.endsWith('.avsc'))
          .sort();
        const files = paths.map((path) => ({
          path: `${name}/${path}`,
          text: readFileSync(join(folder, path), 'utf8'),
        }));
        const { draft, diagnostics, schemaOf } = roundTrip(files);
        expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        raw.push(...diagnostics.filter(({ code }) => code === 'import-kept-raw').map(({ message }) => message));
        for (const { path, text } of files) {
          const source = JSON.parse(text) as avsc.Schema;
          const ids = [...draft.messages].filter(([id, { wire }]) => isOf(source, id, wire)).map(([id]) => id);
          // Schemas over several files have no single source to compare with.
          if (ids.length !== 1 || path.includes('history') || !isWhole(source)) continue;
          expectSameValues(source, schemaOf(ids[0] ?? ''), path);
          compared += 1;
        }
      }
      expect(raw).toEqual(['`Interop.nullField` is kept as a raw schema: nothing but null can stand there.']);
      expect(compared).toBeGreaterThan(14);
    },
  );
});

function isOf(source: avsc.Schema, id: string, wire: string | undefined): boolean {
  const { name, namespace } = source as { name?: string; namespace?: string };
  return wire === undefined ? id === name : wire === namespace;
}

function isWhole(source: avsc.Schema): boolean {
  try {
    avsc.Type.forSchema(source, { wrapUnions: true });
    return true;
  } catch {
    return false;
  }
}
