import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../model/index.js';
import { sharedFolder } from '../testing/shared.js';
import type { Draft, DraftField, DraftType } from './draft.js';
import { isWhole } from './reach.js';
import { catalogOfImport, importFrom, type Sources } from './testing/imported.js';

const corpora = sharedFolder('corpora');

/** Every file below a folder that is no README or licence, by path. */
function filesBelow(folder: string): Sources {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => statSync(join(folder, path)).isFile() && !/(^|\/)(README\.md|LICENSES\/.*)$/.test(path),
  );
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** How many of the values of a draft (fields, items, values of maps) are in the words of the language. */
function valuesOf(draft: Draft): { readonly all: number; readonly raw: number } {
  const counts = { all: 0, raw: 0 };
  const count = (type: DraftType): void => {
    counts.all++;
    if (type.kind === 'json' && (type.schema !== undefined || type.avro !== undefined)) counts.raw++;
    if (type.kind === 'list') count(type.items);
    if (type.kind === 'map') count(type.values);
    if (type.kind === 'nullable') count(type.inner);
    if (type.kind === 'anyOf') for (const option of type.options) count(option);
  };
  const countFields = (fields: readonly DraftField[]) => {
    for (const field of fields) count(field.type);
  };
  for (const definition of draft.types.values()) {
    if (definition.shape === 'record') countFields(definition.fields);
    if (definition.shape === 'scalar') count(definition.type);
  }
  for (const { payload } of draft.messages.values()) {
    counts.all++;
    if (payload.kind === 'fields') countFields(payload.fields);
    else counts.raw++;
  }
  return counts;
}

function percent(part: number, all: number): string {
  return `${((100 * part) / all).toFixed(1)} %`;
}

describe.skipIf(corpora === undefined)('the corpora', () => {
  const root = corpora ?? '';

  it('are imported as a whole, and the catalog that comes out has no error', () => {
    const { texts, formats, diagnostics, draft } = importFrom(filesBelow(root));
    // Three documents of the AsyncAPI sample are broken on purpose, and one is of a version that is not read.
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect([...new Set(errors.map(({ span }) => dirname(span?.file ?? '').split('/')[0]))]).toEqual(['asyncapi']);
    expect(() => catalogOfImport({ draft })).not.toThrow();
    const messages = [...draft.messages.values()];
    // Schemas that are elsewhere on the network are none of the corpora's.
    const absent = diagnostics.filter(({ message }) => message.includes('is never fetched')).length;
    const whole = messages.filter((message) => isWhole(draft, message)).length;
    const values = valuesOf(draft);
    console.log(
      `The corpora (${[...formats].map(([id, count]) => `${id} ${count}`).join(', ')}): ${texts.size} files, ` +
        `${whole} of ${messages.length} messages wholly in the model, ${absent} are elsewhere (${percent(whole, messages.length - absent)}), ` +
        `${values.all - values.raw} of ${values.all} values (${percent(values.all - values.raw, values.all)}).`,
    );
    expect(whole / (messages.length - absent)).toBeGreaterThan(0.95);
    expect(values.raw / values.all).toBeLessThan(0.01);
  });

  it('have 95 % and more of their JSON Schemas in the model, and a reason for each of the rest', () => {
    const files = Object.entries(filesBelow(root)).filter(([, text]) => isJsonSchema(text as string));
    // Each file on its own, so that every version of a history is looked at.
    let [whole, all, raw, told] = [0, 0, 0, 0];
    for (const [path, text] of files) {
      const { draft, diagnostics } = importFrom({ [path]: text });
      const values = valuesOf(draft);
      all += values.all;
      raw += values.raw;
      told += diagnostics.filter(({ code }) => code === 'import-kept-raw').length;
      if (values.raw === 0) whole++;
      catalogOfImport({ draft });
    }
    console.log(
      `JSON Schema: of ${all} schemas in ${files.length} files, ${all - raw} are in the model (${percent(all - raw, all)}); ` +
        `${whole} files have no raw part (${percent(whole, files.length)}).`,
    );
    expect(files.length).toBeGreaterThan(60);
    expect((all - raw) / all).toBeGreaterThan(0.99);
    expect(whole / files.length).toBeGreaterThan(0.95);
    expect(told).toBeGreaterThanOrEqual(raw);
  });
});

function isJsonSchema(text: string): boolean {
  try {
    const json = JSON.parse(text) as { readonly [key: string]: JsonValue };
    const { self, $schema } = json;
    const format = (self as { readonly format?: string } | undefined)?.format;
    return format === undefined ? /json-schema/.test(String($schema)) : format === 'jsonschema';
  } catch {
    return false;
  }
}
