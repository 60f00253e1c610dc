import { describe, expect, it } from 'vitest';
import { createMemoryHost, type MemoryHost } from '../../memory-host.js';
import type { GeneratedTarget } from '../run-entries.js';
import { applyPlan } from './apply-plan.js';
import { checkPlan } from './check-plan.js';
import { type PlanOptions, planWrite } from './write-plan.js';

function output(out: string, ...paths: readonly string[]): GeneratedTarget {
  return { target: 'one', out, files: paths.map((path) => ({ path, text: `${path}\n` })) };
}

function run(host: MemoryHost, outputs: readonly GeneratedTarget[], options?: PlanOptions) {
  const { value: plan, diagnostics } = planWrite(host, '/catalog', outputs, options);
  const failed = diagnostics.length > 0 ? diagnostics : applyPlan(host, plan);
  return { plan, errors: failed.map(({ code, message }) => `${code} ${message}`) };
}

function written(...outputs: readonly GeneratedTarget[]): MemoryHost {
  const host = createMemoryHost({ '/catalog/sagac.yaml': 'catalog: a\n' });
  expect(run(host, outputs).errors).toEqual([]);
  return host;
}

function outputsOn(host: MemoryHost): readonly string[] {
  const names = Object.keys(host.files()).map((path) => path.slice('/catalog/'.length));
  return names.filter((path) => path !== 'sagac.yaml' && !path.endsWith('.json'));
}

describe('several output folders', () => {
  it('of one target stand beside one another, and each loses what is its own', () => {
    const host = written(output('a', 'x.ts', 'y.ts'), output('b', 'x.ts'));
    expect(run(host, [output('a', 'x.ts'), output('b', 'x.ts')]).errors).toEqual([]);
    expect(outputsOn(host)).toEqual(['a/x.ts', 'b/x.ts']);
  });

  it('may take a file over from one another', () => {
    const host = written(output('a', 'b/x.ts', 'y.ts'));
    expect(run(host, [output('a', 'y.ts'), output('a/b', 'x.ts')]).errors).toEqual([]);
    expect(outputsOn(host)).toEqual(['a/b/x.ts', 'a/y.ts']);
  });

  it('are none where only one service was generated for, and the other way round', () => {
    const host = createMemoryHost({ '/catalog/sagac.yaml': 'catalog: a\n' });
    expect(run(host, [output('a', 'x.ts')], { service: 'pay' }).errors).toEqual([]);
    const before = host.files();
    expect(before['/catalog/a/.sagac-manifest.json']).toContain('"service": "pay"');
    expect(run(host, [output('a', 'y.ts')]).errors).toEqual([
      'output-of-another-run `a` was generated for the service `pay` alone, and would now be for the whole catalog.',
    ]);
    expect(run(host, [output('a', 'y.ts')], { service: 'other' }).errors).toHaveLength(1);
    expect(host.files()).toEqual(before);
    expect(run(host, [output('a', 'y.ts')], { service: 'pay' }).errors).toEqual([]);
    expect(run(host, [output('a', 'z.ts')], { force: true }).errors).toEqual([]);
    expect(outputsOn(host)).toEqual(['a/z.ts']);
    expect(run(host, [output('a', 'x.ts')], { service: 'pay' }).errors).toHaveLength(1);
  });

  it('are not made for a target that has nothing to write, and are emptied where it had', () => {
    const host = written(output('a', 'x.ts'));
    expect(
      run(host, [
        { ...output('a', 'x.ts'), files: [] },
        { ...output('b', 'x.ts'), files: [] },
      ]).errors,
    ).toEqual([]);
    expect(outputsOn(host)).toEqual([]);
    expect(Object.keys(host.files()).filter((path) => path.includes('/b/'))).toEqual([]);
  });

  it('are told of together where they were generated for the same', () => {
    const host = createMemoryHost({ '/catalog/sagac.yaml': 'catalog: a\n' });
    expect(run(host, [output('b', 'x.ts'), output('c', 'x.ts')], { service: 'pay' }).errors).toEqual([]);
    expect(run(host, [output('d', 'x.ts')], { service: 'post' }).errors).toEqual([]);
    const before = host.files();
    expect(
      run(
        host,
        ['a', 'b', 'c', 'd'].map((out) => output(out, 'y.ts')),
      ).errors,
    ).toEqual([
      'output-of-another-run `b` and 1 other folder were generated for the service `pay` alone, and would now be for the whole catalog.',
      'output-of-another-run `d` was generated for the service `post` alone, and would now be for the whole catalog.',
    ]);
    expect(host.files()).toEqual(before);
  });
});

describe('a name of which the case changes', () => {
  it('is deleted first: on some disks it is the same file', () => {
    const host = written(output('a', 'orderPlaced.ts'));
    const order: string[] = [];
    const noting: MemoryHost = {
      ...host,
      rename: (from, to) => {
        order.push(`rename ${to}`);
        host.rename(from, to);
      },
      remove: (path) => {
        order.push(`remove ${path}`);
        host.remove(path);
      },
    };
    expect(run(noting, [output('a', 'OrderPlaced.ts')]).errors).toEqual([]);
    expect(order.slice(0, 2)).toEqual(['remove /catalog/a/orderPlaced.ts', 'rename /catalog/a/OrderPlaced.ts']);
    expect(outputsOn(noting)).toEqual(['a/OrderPlaced.ts']);
  });

  it('is looked for on the disk itself', () => {
    const host = createMemoryHost({ '/catalog/sagac.yaml': '', '/catalog/a/x.ts': 'of a person\n' });
    const ignoresCase: MemoryHost = {
      ...host,
      kindOf: (path) => host.kindOf(path.replace('/X.ts', '/x.ts')),
      readBytes: (path) => host.readBytes(path.replace('/X.ts', '/x.ts')),
    };
    expect(run(ignoresCase, [output('a', 'X.ts')]).errors).toEqual([expect.stringContaining('file-in-the-way')]);
    expect(run(host, [output('a', 'X.ts')]).errors).toEqual([]);
  });
});

describe('--check of a folder that cannot be written', () => {
  it('finds nothing beside the problem', () => {
    const host = createMemoryHost({ '/catalog/a/.sagac-manifest.json': 'no' });
    const { value, diagnostics } = planWrite(host, '/catalog', [output('a', 'x.ts')]);
    expect(checkPlan(value).value).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['manifest-unreadable']);
  });
});
