import { describe, expect, it } from 'vitest';
import type { Draft } from '../../import/draft.js';
import { createMemoryHost } from '../../memory-host.js';
import { catalogFrom } from '../../testing/catalog-from.js';
import { planTargetFiles } from './plan-target-files.js';

function lockWith(number: number): string {
  const entry = `{ "of": "message A", "fields": [{ "field": "a", "number": ${number}, "type": "string" }] }`;
  return `{ "version": 1, "messages": [${entry}], "enums": [] }`;
}

const DRAFT: Draft = {
  services: new Map(),
  types: new Map(),
  channels: new Map(),
  messages: new Map(),
  files: new Map([['protobuf', new Map([['protobuf.lock.json', lockWith(7)]])]]),
};

const { catalog } = catalogFrom({
  'sagac.yaml': 'catalog: test\ngenerate: [{ target: protobuf, out: out/pb }]\n',
  'a.yaml': 'services: { a: {} }',
});

describe('files for targets', () => {
  it('go where the settings say, and else where targets usually write', () => {
    const host = createMemoryHost({});
    expect(planTargetFiles(host, '/c', DRAFT, catalog).files.map(({ path }) => path)).toEqual([
      'out/pb/protobuf.lock.json',
    ]);
    expect(planTargetFiles(host, '/c', DRAFT, undefined).files).toEqual([
      { kind: 'write', path: 'generated/protobuf/protobuf.lock.json', before: undefined, after: lockWith(7) },
    ]);
    const { files: _, ...bare } = DRAFT;
    expect(planTargetFiles(host, '/c', bare, catalog)).toEqual({ files: [], diagnostics: [] });
  });

  it('tell of numbers for which there is no place', () => {
    const saidOf = (text: string) => {
      const host = createMemoryHost({ '/c/out/pb/protobuf.lock.json': text });
      return planTargetFiles(host, '/c', DRAFT, catalog).diagnostics.map(({ message }) => message);
    };
    expect(saidOf(lockWith(7))).toEqual([]);
    expect(saidOf(lockWith(6))).toEqual([
      'Part of the numbers of fields (`a of message A (7)`) was not taken in: `out/pb/protobuf.lock.json` has others for them.',
    ]);
    expect(saidOf('{')).toEqual(['The lock of numbers was not taken in: `out/pb/protobuf.lock.json` cannot be read.']);
  });
});
