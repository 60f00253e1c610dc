import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runRule } from '../rule-tester.js';
import { missingFailureEvent } from '../rules/failures/missing-failure-event.js';

const FOLDER = new URL('../../../fixtures/lint/failure-words/fresh-catalogs/', import.meta.url);

/** Whole catalogs, written blind; beside each the definitions that lack a failure event, one a line. */
describe.each(['tuned', 'held-out'])('the %s catalogs', (half) => {
  const folder = new URL(`${half}/`, FOLDER);
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -'.yaml'.length)] : []));

  it.each(names)('%s lacks what its author says', async (name) => {
    const text = readFileSync(new URL(`${name}.yaml`, folder), 'utf8');
    const expected = readFileSync(new URL(`${name}.expected.txt`, folder), 'utf8')
      .split('\n')
      .filter(Boolean);
    const { before, findings } = await runRule(missingFailureEvent, text);
    expect(before.map(({ message }) => message)).toEqual([]);
    expect(findings.map(({ element }) => element?.split(' ')[1]).sort()).toEqual(expected.sort());
  });
});
