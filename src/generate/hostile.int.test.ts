import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { targets } from './targets/index.js';
import { type HostileCatalog, hostileCatalogs } from './testing/hostile/catalog.js';
import { FIXED } from './testing/hostile/fixed.js';
import { generateAll, type Made } from './testing/hostile/generate.js';
import { judge } from './testing/hostile/judge.js';
import { readModule, ScriptFolder, TypeScriptFolder } from './testing/hostile/read-code.js';
import { readAlerts, readAvro, readJsonSchema } from './testing/hostile/read-data.js';
import { readMarkdown, readMdx } from './testing/hostile/read-markdown.js';
import { SENTINEL } from './testing/hostile/texts.js';

/** More are for those who look for what is still wrong: `SAGAC_RUNS=500 SAGAC_SEED=1`. */
const RUNS = Number(process.env['SAGAC_RUNS'] ?? 5);
const SEED = Number(process.env['SAGAC_SEED'] ?? 20);
const TIME = 120_000 + RUNS * 10_000;

/** Codes of refusals that a hostile catalog may meet. */
const REFUSALS = ['avro-name-clash', 'avro-ambiguous-union', 'reaction-guard-invalid', 'saga-guard', 'saga-step-name'];

let code: TypeScriptFolder;
let scripts: ScriptFolder;
beforeAll(() => {
  code = new TypeScriptFolder();
  scripts = new ScriptFolder();
});
afterAll(() => {
  code.remove();
  scripts.remove();
});

/** Lets readers read what every target makes of the catalog, but for the compiler of TypeScript, which reads all at once. */
async function faultsOf(name: string, catalog: HostileCatalog, sound: Map<string, number>): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { target, refusals } of await generateAll(catalog)) {
    const odd = refusals.filter((refusal) => !REFUSALS.includes(refusal.code));
    faults.push(...odd.map(({ code, message }) => `${target.target} ${code}: ${message}`));
    faults.push(...(await judge(target, scripts)));
    if (refusals.length > 0) continue;
    sound.set(target.target, (sound.get(target.target) ?? 0) + 1);
    keepCode(name, target);
  }
  return faults.map((fault) => `${name}: ${fault}`);
}

/** JavaScript too, so that imports of it find their files. */
function keepCode(name: string, { out, files }: Made['target']): void {
  for (const { path, text } of files) if (/\.[jt]s$/.test(path)) code.add(`${name}/${out}/${path}`, text);
}

describe('hostile texts and names', () => {
  it(
    'are refused, or read as what they are by every outside reader',
    async () => {
      const catalogs = fc.sample(hostileCatalogs, { numRuns: RUNS, seed: SEED });
      const sound = new Map<string, number>();
      const faults: string[] = [];
      for (const [index, catalog] of catalogs.entries())
        faults.push(...(await faultsOf(`random-${index}`, catalog, sound)));
      for (const [name, catalog] of FIXED) faults.push(...(await faultsOf(name, catalog, sound)));
      expect(faults).toEqual([]);
      expect(code.compile()).toEqual([]);
      // Whoever refuses everything makes no mistakes.
      const least = (RUNS + FIXED.size) / 3;
      const seldom = targets.filter(({ id }) => (sound.get(id) ?? 0) < least).map(({ id }) => id);
      expect(seldom).toEqual([]);
    },
    TIME,
  );
});

describe('the readers', () => {
  it('find a text that has become code', async () => {
    expect(await readModule(`// ${SENTINEL}()\nexport const a: string = '${SENTINEL}()';`, 'ts')).toEqual([]);
    expect(await readModule(`/* */${SENTINEL}();/* */`, 'ts')).not.toEqual([]);
    expect(await readModule(`export const a = \`\${${SENTINEL}()}\`;`, 'ts')).not.toEqual([]);
    expect(scripts.read(`nats '$(${SENTINEL})'\n`)).toEqual([]);
    expect(scripts.read(`nats "$(${SENTINEL})"\n`)).not.toEqual([]);
    expect(scripts.read(`nats 'it's'\n`)).not.toEqual([]);
  });

  it('find what a page would run', () => {
    expect(readMarkdown('<!-- made -->\n\n# a\n\n\\<script>')).toEqual([]);
    expect(readMarkdown('a <script>x</script>')).not.toEqual([]);
    expect(readMarkdown('[a](javascript:x)')).not.toEqual([]);
    expect(readMdx('---\na: 1\n---\n\n<code>{"a"}</code>\n')).toEqual([]);
    expect(readMdx('---\na: 1\n---\n\n{a}\n')).not.toEqual([]);
    expect(readMdx('---\na: 1\n---\n\nimport a from "b"\n')).not.toEqual([]);
  });

  it('find templates and expressions of Prometheus', () => {
    const rules = (expr: string, text: string) =>
      JSON.stringify({ groups: [{ rules: [{ expr, annotations: { text } }] }] });
    expect(readAlerts(rules('a > 1', 'x {{ "{{" }} {{ $value | humanize }}'))).toEqual([]);
    expect(readAlerts(rules('a > 1', `{{ ${SENTINEL} }}`))).not.toEqual([]);
    expect(readAlerts(rules('a > 1', '{{{ $value }}'))).not.toEqual([]);
    expect(readAlerts(rules(`a{b='c'} or vector(${SENTINEL})`, ''))).not.toEqual([]);
    expect(readAlerts(rules('a >', ''))).not.toEqual([]);
  });

  it('find schemas that are none', () => {
    expect(readAvro('{ "type": "record", "name": "a", "fields": [{ "name": "a b", "type": "int" }] }')).not.toEqual([]);
    expect(readJsonSchema('{ "$schema": "https://json-schema.org/draft/2020-12/schema", "typ": "int" }')).not.toEqual(
      [],
    );
  });
});
