import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogOf, fixtureCatalog, generated } from '../testing/catalog.js';
import { EVERY_TYPE } from '../testing/every-type.js';

const TSC = fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url));

/** What a user writes over the generated package; each line marked must not compile. */
const USE = `
import {
  type AnyEvent, type CommandMap, type DoEverythingOutcome, type EventMap, type PaymentMethod,
  delete_, everythingV1, isEverything, isRemoved, kept, removed, toColour, uuid,
} from './out/ts/index.js';

const id = uuid('6f9619ff-8b86-4011-b42d-00cf4fc964ff');
const made = removed({ id }, { correlationid: 'c1' });
export const literal: 'Store.Removed' = made.type;
export const version: \`0.\${string}\` = made.version;
// @ts-expect-error a plain text is no UUID
removed({ id: '6f9619ff-8b86-4011-b42d-00cf4fc964ff' });
// @ts-expect-error payloads are readonly
made.data.id = id;
// @ts-expect-error a record without fields takes none
delete_({ surprise: 1 });

export function ending(outcome: DoEverythingOutcome): string {
  switch (outcome.type) {
    case 'Everything':
      return outcome.data.text;
    case 'Store.Removed':
    case 'Kept':
      return outcome.data.id;
  }
}

export function describe(method: PaymentMethod): string {
  return method.kind === 'card' ? method.number : method.way === 'voucher' ? method.code : method.iban;
}

export const values: readonly AnyEvent[] = [made, kept({ id }), everythingV1({ id: 'free text' })];
export const byName: EventMap['Everything@1'] = everythingV1({ id: '' });
export type Handlers = { [Name in keyof CommandMap]: (command: CommandMap[Name]) => void };
export const found = values.filter(isRemoved).map((event) => event.data.id);
export const colour = toColour('mauve');
export function versions(event: unknown): string | undefined {
  return isEverything(event) ? event.version : undefined;
}
`;

const CONFIG = {
  compilerOptions: {
    target: 'es2022',
    lib: ['es2022'],
    module: 'nodenext',
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noPropertyAccessFromIndexSignature: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    noEmit: true,
  },
};

describe('generated TypeScript', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sagac-types-'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  it('compiles under every strict option, and refuses what the catalog refuses', async () => {
    write('package.json', '{ "type": "module" }');
    write('tsconfig.json', JSON.stringify(CONFIG));
    write('use.ts', USE);
    for (const [path, text] of generated(catalogOf(EVERY_TYPE))) write(path, text);
    for (const [path, text] of generated(asBigints())) write(`bigint/${path}`, text);
    for (const name of ['shop', 'shop-happy-path', 'bank', 'travel']) {
      const only = ['typescript'];
      for (const [path, text] of generated(fixtureCatalog(name), { only })) write(`${name}/${path}`, text);
    }
    const result = await promisify(execFile)(process.execPath, [TSC, '-p', folder]).catch((error) => error);
    expect(result.stdout).toBe('');
    expect(result.code).toBeUndefined();
  });
});

function asBigints() {
  const settings = EVERY_TYPE['sagac.yaml'] ?? '';
  const changed = settings.replace('out: out/ts', 'out: out/ts, long: bigint, brandedIds: false');
  return catalogOf({ ...EVERY_TYPE, 'sagac.yaml': changed });
}
