import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from './line-diff.js';

/** Rebuilds one side from a diff and the other side, as `patch` would. */
function patch(before: string, diff: string): string {
  const lines = before === '' ? [] : before.replace(/\n$/, '').split('\n');
  const result: string[] = [];
  let at = 0;
  for (const line of diff.split('\n').slice(2, -1)) {
    const hunk = /^@@ -(\d+),(\d+) /.exec(line);
    if (hunk) {
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      result.push(...lines.slice(at, start));
      at = start;
    } else if (line.startsWith('+')) result.push(line.slice(1));
    else {
      expect(line.slice(1)).toBe(lines[at++]);
      if (line.startsWith(' ')) result.push(line.slice(1));
    }
  }
  return [...result, ...lines.slice(at)].map((line) => `${line}\n`).join('');
}

describe('unifiedDiff', () => {
  it('shows what changed with three lines around it', () => {
    const before = 'a\nb\nc\nd\ne\nf\ng\nh\n';
    const after = 'a\nb\nc\nd\nE\nf\ng\nh\n';
    expect(unifiedDiff('x/y.ts', before, after)).toBe(
      '--- a/x/y.ts\n+++ b/x/y.ts\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n',
    );
  });

  it('is empty for equal texts, and marks a missing last line break', () => {
    expect(unifiedDiff('a', 'x\n', 'x\n')).toBe('');
    expect(unifiedDiff('a', 'x', 'x\n')).toBe(
      '--- a/a\n+++ b/a\n@@ -1,1 +1,1 @@\n-x\n\\ No newline at end of file\n+x\n',
    );
  });

  it('shows new and deleted files whole', () => {
    expect(unifiedDiff('a b', '', 'x\n')).toBe('--- a/a b\t\n+++ b/a b\t\n@@ -0,0 +1,1 @@\n+x\n');
    expect(unifiedDiff('a', '', 'x\ny\n')).toBe('--- a/a\n+++ b/a\n@@ -0,0 +1,2 @@\n+x\n+y\n');
    expect(unifiedDiff('a', 'x\n', '')).toBe('--- a/a\n+++ b/a\n@@ -1,1 +0,0 @@\n-x\n');
  });

  it('leads from the one text to the other', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 })
      .map((lines) => lines.map((line) => `${line}\n`).join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = unifiedDiff('f', before, after);
        expect(diff === '' ? before : patch(before, diff)).toBe(after);
      }),
    );
  });

  it('copes with texts too long to match line by line', () => {
    const lines = (prefix: string) => Array.from({ length: 3000 }, (_, index) => `${prefix}${index}\n`).join('');
    const [before, after] = [`same\n${lines('a')}`, `same\n${lines('b')}`];
    expect(patch(before, unifiedDiff('f', before, after))).toBe(after);
  });
});
