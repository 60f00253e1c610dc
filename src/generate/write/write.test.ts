import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../diagnostics/index.js';
import { createMemoryHost, type MemoryHostOptions } from '../../memory-host.js';
import type { GeneratedTarget } from '../run-entries.js';
import type { OutputFile } from '../target.js';
import { applyPlan } from './apply-plan.js';
import { checkPlan } from './check-plan.js';
import { type PlanOptions, planWrite } from './write-plan.js';

const MANIFEST = '/catalog/out/.sagac-manifest.json';

type Texts = Readonly<Record<string, string>>;

function outputs(texts: Texts, more: readonly OutputFile[] = []): readonly GeneratedTarget[] {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
  return [{ target: 'one', out: 'out', files: [...files, ...more] }];
}

function codes(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, message }) => `${code} ${/`([^`]*)`/.exec(message)?.[1]}`);
}

/** A disk with what an earlier run wrote, then changed by hand. */
function disk(written: Texts, byHand: Texts = {}, options: MemoryHostOptions = {}) {
  const before = createMemoryHost({ '/catalog/sagac.yaml': 'catalog: a\n' });
  applyPlan(before, planWrite(before, '/catalog', outputs(written)).value);
  return createMemoryHost({ ...before.files(), ...byHand }, options);
}

function run(host: ReturnType<typeof disk>, wanted: readonly GeneratedTarget[], options?: PlanOptions) {
  const { value: plan, diagnostics } = planWrite(host, '/catalog', wanted, options);
  const errors = diagnostics.length > 0 && !options?.force ? diagnostics : applyPlan(host, plan);
  return { plan, errors, kinds: plan.files.map(({ kind, path }) => `${kind} ${path}`) };
}

describe('writing', () => {
  it('writes new files, changes and deletes old ones, and leaves the rest alone', () => {
    const host = disk({ 'a.ts': 'a\n', 'b/b.ts': 'b\n', 'c/c.ts': 'c\n' });
    const { kinds, errors } = run(host, outputs({ 'a.ts': 'a\n', 'b/b.ts': 'new\n', 'd.ts': 'd\n' }));
    expect(errors).toEqual([]);
    expect(kinds).toEqual([
      'same out/a.ts',
      'write out/b/b.ts',
      'write out/d.ts',
      'delete out/c/c.ts',
      'write out/.sagac-manifest.json',
    ]);
    expect(Object.keys(host.files())).toEqual([
      MANIFEST,
      '/catalog/out/a.ts',
      '/catalog/out/b/b.ts',
      '/catalog/out/d.ts',
      '/catalog/sagac.yaml',
    ]);
    expect(host.kindOf('/catalog/out/c')).toBeUndefined();
  });

  it('writes nothing at all when nothing changed', () => {
    const texts = { 'a.ts': 'a\n', 'b/b.ts': 'b\n' };
    const fail: MemoryHostOptions['fail'] = (operation) => (/read|kind|list/.test(operation) ? undefined : 'EROFS');
    const { kinds, errors } = run(disk(texts, {}, { fail }), outputs(texts));
    expect(errors).toEqual([]);
    expect(kinds.every((kind) => kind.startsWith('same '))).toBe(true);
  });

  it('keeps a sorted manifest of hashes and nothing else', () => {
    const host = disk({ 'b.ts': 'b\n', 'a.ts': 'a\n' });
    expect(JSON.parse(host.files()[MANIFEST] ?? '')).toEqual({
      format: 1,
      files: {
        'a.ts': '87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7',
        'b.ts': '0263829989b6fd954f72baaf2fc64bc2e2f01d692d4de72986ea808f6e99813f',
      },
    });
    expect(host.files()[MANIFEST]).toBe(disk({ 'a.ts': 'a\n', 'b.ts': 'b\n' }).files()[MANIFEST]);
  });

  it('never overwrites or deletes what a person edited, unless forced', () => {
    const byHand = { '/catalog/out/a.ts': 'mine\n', '/catalog/out/b.ts': 'mine too\n' };
    const wanted = outputs({ 'a.ts': 'new\n' });
    const host = disk({ 'a.ts': 'a\n', 'b.ts': 'b\n' }, byHand);
    const before = host.files();
    expect(codes(run(host, wanted).errors)).toEqual([
      'generated-file-edited out/a.ts',
      'generated-file-edited out/b.ts',
    ]);
    expect(host.files()).toEqual(before);
    expect(run(host, wanted, { force: true }).errors).toEqual([]);
    expect(host.files()['/catalog/out/a.ts']).toBe('new\n');
    expect(host.kindOf('/catalog/out/b.ts')).toBeUndefined();
  });

  it('refuses a plan with edited files, even if asked to apply it', () => {
    const host = disk({ 'a.ts': 'a\n', 'c.ts': 'c\n' }, { '/catalog/out/a.ts': 'mine\n' });
    const before = host.files();
    const { value } = planWrite(host, '/catalog', outputs({ 'a.ts': 'new\n', 'd.ts': 'd\n' }));
    expect(codes(applyPlan(host, value))).toEqual(['generated-file-edited out/a.ts']);
    expect(host.files()).toEqual(before);
  });

  it('does not take a file for its own that it did not write', () => {
    const host = disk({}, { '/catalog/out/a.ts': 'foreign\n' });
    expect(codes(run(host, outputs({ 'a.ts': 'a\n' })).errors)).toEqual(['file-in-the-way out/a.ts']);
    expect(host.files()['/catalog/out/a.ts']).toBe('foreign\n');
  });

  it('adopts files that are as wanted already, whatever their line ends', () => {
    const host = disk({}, { '/catalog/out/a.ts': 'a\r\n', '/catalog/out/b.ts': 'b\n' });
    const wanted = outputs({ 'a.ts': 'a\n', 'b.ts': 'b\n' });
    expect(run(host, wanted).kinds).toEqual(['same out/a.ts', 'same out/b.ts', 'write out/.sagac-manifest.json']);
    expect(run(host, outputs({ 'a.ts': 'new\n', 'b.ts': 'b\n' })).errors).toEqual([]);
  });

  it('writes over a file that its target has read, whoever changed it, and never deletes it', () => {
    const kept = { path: 'numbers.json', text: 'one\n', write: 'kept' as const };
    const host = disk({ 'a.ts': 'a\n' }, { '/catalog/out/numbers.json': 'by hand\n' });
    expect(run(host, outputs({ 'a.ts': 'a\n' }, [kept])).errors).toEqual([]);
    expect(host.files()['/catalog/out/numbers.json']).toBe('one\n');
    run(host, outputs({ 'a.ts': 'a\n' }));
    expect(host.files()['/catalog/out/numbers.json']).toBe('one\n');
  });

  it('writes a file of the user once and forgets it', () => {
    const once = { path: 'handler.ts', text: 'start here\n', write: 'once' as const };
    const host = disk({});
    run(host, outputs({ 'a.ts': 'a\n' }, [once]));
    expect(host.files()['/catalog/out/handler.ts']).toBe('start here\n');
    host.writeText('/catalog/out/handler.ts', 'filled in\n');
    expect(run(host, outputs({ 'a.ts': 'a\n' }, [{ ...once, text: 'other\n' }])).errors).toEqual([]);
    expect(run(host, outputs({ 'a.ts': 'a\n' })).errors).toEqual([]);
    expect(host.files()['/catalog/out/handler.ts']).toBe('filled in\n');
  });

  it.each([
    ['not JSON', '{'],
    ['another format', '{ "format": 2, "files": {} }'],
    ['a path that leaves the folder', `{ "format": 1, "files": { "../sagac.yaml": "${'0'.repeat(64)}" } }`],
    ['something that is no hash', '{ "format": 1, "files": { "a.ts": "x" } }'],
  ])('does not believe a manifest that is or has %s', (_, text) => {
    const host = disk({ 'a.ts': 'a\n' }, { [MANIFEST]: text });
    expect(codes(run(host, outputs({})).errors)).toEqual(['manifest-unreadable out/.sagac-manifest.json']);
    expect(run(host, outputs({ 'a.ts': 'b\n' }), { force: true }).errors).toEqual([]);
    expect(Object.keys(host.files())).toContain('/catalog/sagac.yaml');
    expect(host.files()['/catalog/out/a.ts']).toBe('b\n');
  });
});

describe('writing where something stands in the way', () => {
  it('never follows a link out of the catalog', () => {
    const host = createMemoryHost(
      { '/catalog/sagac.yaml': '', '/elsewhere/a.ts': 'precious\n' },
      { links: { '/catalog/out': '/elsewhere' } },
    );
    expect(codes(run(host, outputs({ 'a.ts': 'a\n' }), { force: true }).errors)).toEqual([
      'output-leaves-catalog out/.sagac-manifest.json',
    ]);
    expect(host.files()['/elsewhere/a.ts']).toBe('precious\n');
  });

  it('follows no link out of the catalog further down either', () => {
    const host = createMemoryHost(
      { '/catalog/out/a.ts': '', '/elsewhere/b.ts': 'precious\n' },
      { links: { '/catalog/out/deep': '/elsewhere' } },
    );
    const wanted = outputs({ 'deep/b.ts': 'b\n' });
    expect(codes(run(host, wanted, { force: true }).errors)).toEqual(['output-leaves-catalog out/deep/b.ts']);
    expect(host.files()['/elsewhere/b.ts']).toBe('precious\n');
  });

  it('does not write a draft through a link', () => {
    const host = createMemoryHost(
      { '/catalog/sagac.yaml': '', '/elsewhere/precious': 'precious\n' },
      { links: { '/catalog/out/a.ts.sagac-draft': '/elsewhere/precious' } },
    );
    expect(run(host, outputs({ 'a.ts': 'a\n' })).errors).toEqual([]);
    expect(host.files()['/elsewhere/precious']).toBe('precious\n');
    expect(host.files()['/catalog/out/a.ts']).toBe('a\n');
  });

  it('follows a link that stays inside', () => {
    const host = createMemoryHost({ '/catalog/real/keep.txt': '' }, { links: { '/catalog/out': '/catalog/real' } });
    expect(run(host, outputs({ 'a.ts': 'a\n' })).errors).toEqual([]);
    expect(host.files()['/catalog/real/a.ts']).toBe('a\n');
  });

  it('replaces neither a link, nor a folder, nor a file that should be a folder', () => {
    const host = createMemoryHost(
      { '/catalog/out/folder.ts/x': '', '/catalog/out/deep': '', '/catalog/target.ts': 'precious\n' },
      { links: { '/catalog/out/link.ts': '/catalog/target.ts' } },
    );
    const wanted = outputs({ 'deep/a.ts': 'a\n', 'folder.ts': 'f\n', 'link.ts': 'l\n' });
    expect(codes(run(host, wanted, { force: true }).errors)).toEqual([
      'file-in-the-way out/deep',
      'file-in-the-way out/folder.ts',
      'file-in-the-way out/link.ts',
    ]);
    expect(host.files()['/catalog/target.ts']).toBe('precious\n');
  });
});

describe('a disk that fails', () => {
  const old = { 'a.ts': 'a\n', 'b.ts': 'b\n', 'gone.ts': 'gone\n' };
  const wanted = outputs({ 'a.ts': 'new a\n', 'b.ts': 'new b\n', 'new/c.ts': 'c\n' });
  const OPERATIONS = ['write', 'rename', 'remove', 'makeFolder'] as const;
  const cases = OPERATIONS.flatMap((operation) => [1, 2, 3, 4].map((count) => [operation, count] as const));

  it.each(cases)('leaves the old state when %s fails at time %i', (operation, count) => {
    let calls = 0;
    const fail: MemoryHostOptions['fail'] = (at) => (at === operation && ++calls === count ? 'ENOSPC' : undefined);
    const host = disk(old, {}, { fail });
    const before = host.files();
    const { errors } = run(host, wanted);
    const reached = calls >= count;
    expect(codes(errors).map((text) => text.split(' ')[0])).toEqual(reached ? ['output-not-written'] : []);
    if (reached) expect(host.files()).toEqual(before);
    else expect(host.files()['/catalog/out/b.ts']).toBe('new b\n');
    if (reached) expect(errors[0]?.message).toContain('the disk is full');
  });

  it('leaves the old state, and no drafts, on a disk that stays full', () => {
    let writes = 0;
    const fail: MemoryHostOptions['fail'] = (operation) =>
      operation === 'write' && ++writes > 3 ? 'ENOSPC' : undefined;
    const host = disk(old, {}, { fail });
    const before = host.files();
    expect(codes(run(host, wanted).errors)).toEqual(['output-not-written out/new/c.ts']);
    expect(host.files()).toEqual(before);
    expect(host.kindOf('/catalog/out/new')).toBeUndefined();
  });

  it('names what could not be put back, and mends itself in the next run', () => {
    let failing = true;
    let renames = 0;
    const fail: MemoryHostOptions['fail'] = (operation) => {
      if (operation === 'rename') renames++;
      return failing && renames > 1 && /write|rename/.test(operation) ? 'EROFS' : undefined;
    };
    const host = disk(old, {}, { fail });
    expect(run(host, wanted).errors[0]?.help).toContain('could not be put back: `out/a.ts`');
    failing = false;
    expect(run(host, wanted).errors).toEqual([]);
    expect(host.files()['/catalog/out/a.ts']).toBe('new a\n');
  });

  it('knows what a run wrote that was killed before its end', () => {
    for (let survived = 0; survived < 9; survived++) {
      let changes = 0;
      const killed = (operation: string) => /write|rename|remove/.test(operation) && ++changes > survived;
      const fail: MemoryHostOptions['fail'] = (operation) => {
        if (killed(operation)) throw new Error('killed');
        return undefined;
      };
      const host = disk(old, {}, { fail });
      expect(() => run(host, wanted)).toThrow('killed');
      const after = createMemoryHost(host.files());
      expect(run(after, outputs({ 'b.ts': 'newer b\n' })).errors).toEqual([]);
      expect(Object.keys(after.files())).toEqual([MANIFEST, '/catalog/out/b.ts', '/catalog/sagac.yaml']);
    }
  });

  it('reports a file that cannot be read', () => {
    const fail: MemoryHostOptions['fail'] = (operation, path) =>
      operation === 'read' && path.endsWith('a.ts') ? 'EACCES' : undefined;
    const [error] = run(disk(old, {}, { fail }), wanted).errors;
    expect(error?.message).toBe('`out/a.ts` could not be written: access was denied.');
  });
});

describe('--check', () => {
  function check(host: ReturnType<typeof disk>, wanted: readonly GeneratedTarget[]) {
    const { value, diagnostics } = planWrite(host, '/catalog', wanted);
    const found = checkPlan(value);
    return { found: found.value, codes: codes([...diagnostics, ...found.diagnostics]) };
  }

  it('is silent when all is as it should be', () => {
    expect(check(disk({ 'a.ts': 'a\n' }), outputs({ 'a.ts': 'a\n' }))).toEqual({ found: [], codes: [] });
  });

  it('tells stale, missing, surplus and edited files apart, each with its diff', () => {
    const host = disk({ 'a.ts': 'a\n', 'b.ts': 'b\n', 'c.ts': 'c\n' }, { '/catalog/out/c.ts': 'mine\n' });
    const result = check(host, outputs({ 'a.ts': 'new\n', 'c.ts': 'c2\n', 'd.ts': 'd\n' }));
    expect(result.found.map(({ path, state }) => [path, state])).toEqual([
      ['out/a.ts', 'stale'],
      ['out/c.ts', 'edited'],
      ['out/d.ts', 'missing'],
      ['out/b.ts', 'surplus'],
    ]);
    expect(result.codes).toEqual([
      'generated-file-edited out/c.ts',
      'generated-file-stale out/a.ts',
      'generated-file-missing out/d.ts',
      'generated-file-surplus out/b.ts',
    ]);
    expect(result.found[0]?.diff).toBe('--- a/out/a.ts\n+++ b/out/a.ts\n@@ -1,1 +1,1 @@\n-a\n+new\n');
  });

  it('speaks of a missing manifest only where nothing else differs', () => {
    const host = disk({ 'a.ts': 'a\n' });
    host.remove(MANIFEST);
    expect(check(host, outputs({ 'a.ts': 'a\n' })).codes).toEqual(['generated-file-missing out/.sagac-manifest.json']);
  });
});
