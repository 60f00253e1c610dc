import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EarlierState } from './against/index.js';
import { createMemoryHost } from './memory-host.js';
import { readCatalog } from './pipeline.js';
import { readStates } from './read-states.js';

const ROOT = '/shop';
const SEED = Number(process.env['SAGAC_SEED'] ?? 1);

function hostOf(files: Readonly<Record<string, string>>) {
  return createMemoryHost(Object.fromEntries(Object.entries(files).map(([path, text]) => [`${ROOT}/${path}`, text])));
}

function stateOf(files: Readonly<Record<string, string>>): EarlierState {
  return { label: 'then', kind: 'folder', host: hostOf(files), root: ROOT, also: [] };
}

describe('many states', () => {
  it('are each what they are when read alone', async () => {
    const some = (texts: readonly string[]) => fc.constantFrom(...texts);
    const files = fc.record({
      'sagac.yaml': some(['catalog: a\n', 'catalog: a\ndefaults: { command: { timeout: 7s } }\n']),
      'c.yaml': some(['', 'channels: { o: { key: a } }\n', 'channels: { o: { key: b } }\nevents: { A: {} }\n']),
      'a.yaml': some([
        'events: { A: { channel: o, payload: { a: int } } }\n',
        'commands: { A: { channel: o } }\n',
        'events: [\n',
      ]),
      'b.yaml': some([
        'events: { B: { payload: { $ref: ./b.json } } }\n',
        'commands: { B: { timeout: 9s } }\ntypes: { uuid: { type: long } }\n',
        'sagas: { S: { start: A, steps: [{ command: A }] } }\n',
        'flows: { F: { reactions: [{ on: A, after: 1s }] } }\ntypes: { T: { fields: { t: T, u: [ } } }\n',
      ]),
      'b.json': some([
        '{ "type": "object", "properties": { "b": { "type": "string" } } }',
        '{ "type": "object" }',
        '{',
      ]),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(files, { minLength: 2, maxLength: 5 }), async ([now, ...earlier]) => {
        if (!now) return;
        const together = await readStates(hostOf(now), ROOT, earlier.map(stateOf));
        const alone = await Promise.all([now, ...earlier].map((one) => readCatalog(hostOf(one), ROOT)));
        expect([together.now, ...together.earlier]).toEqual(alone);
      }),
      { seed: SEED, numRuns: 40 },
    );
  });
});
