import { describe, expect, it } from 'vitest';
import type { MessageVerdict } from '../finding.js';
import { familiesOf, stepsOf, stepVerdict } from './history.js';

const found = (...files: readonly string[]) => familiesOf(files.map((file) => ({ file, format: 'json-schema' })));
const labels = (...files: readonly string[]) =>
  found(...files).map(({ name, versions }) => `${name}: ${versions.map(({ label }) => label.text).join(' ')}`);

describe('version histories', () => {
  it('are files of one folder and one name, oldest first', () => {
    expect(
      labels('a/order-1.10.0.json', 'a/order-1.9.0.json', 'b/order-1.0.0.json', 'a/crm_v1.json', 'a/crm_v2.json'),
    ).toEqual(['a/crm: v1 v2', 'a/order: 1.9.0 1.10.0']);
    expect(labels('1-0-0', '1-0-2', '1-0-1')).toEqual([': 1-0-0 1-0-1 1-0-2']);
  });

  it('leave out what has one version, or none', () => {
    expect(labels('order-1.0.0.json', 'crm.json', 'README')).toEqual([]);
  });

  it('keep formats apart', () => {
    const files = ['order-1.0.0.json', 'order-1.1.0.json', 'order-1.0.0.avsc', 'order-1.1.0.avsc'];
    const families = familiesOf(
      files.map((file) => ({ file, format: file.endsWith('avsc') ? 'avro' : 'json-schema' })),
    );
    expect(families.map(({ versions }) => versions.map(({ file }) => file).join(' '))).toEqual([
      'order-1.0.0.json order-1.1.0.json',
      'order-1.0.0.avsc order-1.1.0.avsc',
    ]);
  });

  it('judge each version against the last release before it', () => {
    const steps = (...texts: readonly string[]) =>
      found(...texts.map((text) => `o-${text}.json`))
        .flatMap(stepsOf)
        .map(({ from, to }) => `${from.label.text} ${to.label.text}`);
    expect(steps('1.0.0', '1.1.0-rc.1', '1.1.0-rc.2', '1.1.0', '1.3.0')).toEqual([
      '1.0.0 1.1.0-rc.1',
      '1.0.0 1.1.0-rc.2',
      '1.0.0 1.1.0',
      '1.1.0 1.3.0',
    ]);
    expect(steps('1.0.0-a', '1.0.0-b', '1.0.0')).toEqual(['1.0.0-a 1.0.0-b', '1.0.0-b 1.0.0']);
    expect(steps('1.0.0', '1-0-1', 'v2')).toEqual(['1.0.0 1-0-1', '1-0-1 v2']);
  });
});

describe('the verdict of a step', () => {
  const judged = (from: string, to: string, required: MessageVerdict['required'], backward: boolean) => {
    const [step] = found(`o-${from}.json`, `o-${to}.json`).flatMap(stepsOf);
    if (!step) throw new Error('no step');
    const holds = { backward: { avro: backward }, forward: { avro: true } };
    return stepVerdict(step, { id: 'o', kind: 'schema', status: 'changed', mode: 'backward', holds, required });
  };

  it.each([
    ['1.0.0', '1.1.0', 'major', false, 'version-too-small'],
    ['1.0.0', '2.0.0', 'major', false, ''],
    ['1.0.0', '2.0.0', 'minor', true, 'version-too-large'],
    ['1.0.0', '1.0.1', 'minor', true, 'version-too-small'],
    ['1.0.0', '1.0.1', 'patch', true, ''],
    ['1.0.0', '1.1.0', 'patch', true, ''],
    ['1.0.0', 'v1.0.0', 'patch', true, 'version-too-small'],
    ['0.1.0', '0.2.0', 'minor', true, ''],
    ['0.1.0', '0.1.1', 'major', false, 'version-too-small'],
    ['0.9.0', '1.0.0', 'patch', true, ''],
    ['1-0-0', '1-0-1', 'major', false, 'version-too-small'],
    ['1-0-0', '1-1-0', 'major', false, ''],
    ['1-0-0', '2-0-0', 'major', false, ''],
    ['1-0-0', '2-0-0', 'minor', true, 'version-too-large'],
    ['1-0-0', '1-1-0', 'minor', true, 'version-too-large'],
    ['v1', 'v2', 'major', false, ''],
    ['1.0.0', '1-1-0', 'major', false, ''],
  ] as const)('%s to %s, where the change is %s (old data holds: %s): %s', (from, to, required, backward, id) => {
    expect(
      judged(from, to, required, backward)
        .findings.map((finding) => finding.id)
        .join(),
    ).toBe(id);
  });

  it('is told in the words of the scheme', () => {
    expect(judged('1-0-0', '1-0-1', 'major', false).findings[0]?.message).toBe(
      'The version of `o` rises from 1-0-0 to 1-0-1, called an addition, and its changes ask for a revision one.',
    );
    expect(judged('1.0.0', 'v1.0.0', 'minor', true).findings[0]?.message).toContain('stays v1.0.0');
  });
});
