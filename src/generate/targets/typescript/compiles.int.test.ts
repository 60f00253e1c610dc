import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogOf, generated } from '../../testing/catalog.js';
import { EVERY_TYPE } from '../../testing/every-type.js';
import { EVERY_PAIR, MAJORS } from './testing/majors.js';

const MODULES = fileURLToPath(new URL('../../../../node_modules/', import.meta.url));

/** What a user writes over the generated packages; each line marked must not compile. */
const USE = `
import {
  type Act, type ActOutcome, type ActV1, type DerivedV1, type UnclearMissing, type UnclearV1,
  isActFailure, matchAct, unexpected, upcastAct, upcastActV1, upcastDerived, upcastUnclear, act, actV1,
} from './majors/index.js';
import { type JsonValue, validJson } from './json.js';
import { validateEverything, validators, errorsOfEverything } from './every/validators/index.js';
import { everything, type EverythingData } from './every/ts/index.js';
import { validateEverything as validateOwn, type EverythingData as OwnData } from './alone/validators/index.js';

declare const old: ActV1;
declare const unclear: UnclearV1;
declare const derived: DerivedV1;
declare const outcome: ActOutcome;

// Upcasters demand just what is missing.
export const young: Act = upcastAct(old, { v1: (data) => ({ why: data.id }) });
export const seller: string = upcastDerived(derived).data.seller;
// @ts-expect-error the reason does not follow
upcastAct(old);
// @ts-expect-error the reason is missing
upcastActV1(old.data, {});
// @ts-expect-error the reason is a text
upcastActV1(old.data, { why: 1 });
// @ts-expect-error what follows cannot be given
upcastActV1(old.data, { why: '', id: old.data.id });
// @ts-expect-error nothing is missing here
upcastDerived(derived, {});
// @ts-expect-error the way begins at the newest or an older major of the same message
upcastAct(derived, { v1: () => ({ why: '' }) });

export const given: UnclearMissing = {
  // @ts-expect-error that it stays absent has to be said
  v1: () => ({
    narrower: 1, required: '', notNull: '', fewer: 's', shorter: '', patterned: 'a', fresh: '', either: '', taken: '', alsoTaken: '',
    tree: { name: '' }, lines: [], becameText: '',
  }),
};
// @ts-expect-error a removed value of an enumeration is none
export const fewer: ReturnType<UnclearMissing['v1']>['fewer'] = 'l';
export const all = upcastUnclear(unclear, {
  v1: (data) => ({
    narrower: Math.min(data.narrower, 9), required: data.required ?? '', notNull: data.notNull ?? '', fewer: 's', shorter: '', patterned: 'a',
    fresh: '', either: data.one, taken: data.taken, alsoTaken: data.taken, tree: { name: data.tree.name }, lines: [], becameText: '',
    perhaps: undefined,
  }),
});

// Outcomes are exhaustive.
export const text: string = matchAct(outcome, {
  Derived: ({ data }) => data.seller,
  DerivedV2: ({ data }) => data.vendor,
  Unclear: ({ data }) => data.fresh,
});
// @ts-expect-error an answer is forgotten
matchAct(outcome, { Derived: () => 1, DerivedV2: () => 2 });
export function ending(answer: ActOutcome): string {
  if (isActFailure(answer)) return answer.data.id;
  return answer.data.seller;
}
export function half(answer: ActOutcome): string {
  switch (answer.type) {
    case 'Derived':
      return '';
    default:
      // @ts-expect-error one is left
      return unexpected(answer);
  }
}

// Messages are readonly, and made of what they need.
// @ts-expect-error readonly
young.data.why = '';
// @ts-expect-error the envelope is readonly too
young.id = '';
// @ts-expect-error another major
act(actV1({ id: old.data.id }).data);
export const json: JsonValue = validJson;

// Validators give types: those of the target typescript, or their own.
export function checked(value: unknown): EverythingData | undefined {
  return validateEverything(value) ? everything(value).data : undefined;
}
export function alone(value: unknown): OwnData | undefined {
  return validateOwn(value) ? value : undefined;
}
export const isOld: (value: unknown) => boolean = validators['Everything@1'];
export const paths: readonly string[] = errorsOfEverything(1).map((error) => error.path);
// @ts-expect-error no such message
validators.Nothing;
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
    noImplicitReturns: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    noEmit: true,
  },
};

/** The catalog with these targets, each in its folder. */
function filesOf(
  catalog: Readonly<Record<string, string>>,
  targets: Readonly<Record<string, string>>,
  envelope = 'cloudevents',
) {
  const entries = Object.entries(targets).map(([out, target]) => `  - { out: ${out}, target: ${target} }\n`);
  return generated(
    catalogOf({ ...catalog, 'sagac.yaml': `catalog: c\nenvelope: ${envelope}\ngenerate:\n${entries.join('')}` }),
  );
}

describe('generated TypeScript of several majors, outcomes and validators', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sagac-majors-'));
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    write('package.json', '{ "type": "module" }');
    write('tsconfig.json', JSON.stringify(CONFIG));
    write('use.ts', USE);
    write(
      'json.ts',
      "export type { JsonValue } from './majors/index.js';\nexport const validJson = { a: [1, null, 'x'] } as const;\n",
    );
    const all = [
      filesOf(MAJORS, { majors: 'typescript' }),
      filesOf(MAJORS, { bigints: 'typescript, long: bigint, bytes: Uint8Array, brandedIds: false' }, 'plain'),
      filesOf(EVERY_PAIR, { pairs: 'typescript' }),
      filesOf(EVERY_TYPE, { 'every/ts': 'typescript', 'every/validators': 'validators' }),
      filesOf(EVERY_TYPE, { 'alone/validators': 'validators' }),
    ];
    for (const files of all) for (const [path, text] of files) write(path, text);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['typescript', 'typescript-5'])('compiles with %s, and refuses what is wrong', async (compiler) => {
    const run = promisify(execFile)(process.execPath, [join(MODULES, compiler, 'bin', 'tsc'), '-p', folder]);
    const result = await run.catch((error) => error);
    expect(result.stdout).toBe('');
    expect(result.code).toBeUndefined();
  });
});
