import { describe, expect, it } from 'vitest';
import { type Diagnostic, spanAt } from '../diagnostics/index.js';
import { type FixResult, fixInRounds } from './fix.js';

type Check = (text: string) => readonly Diagnostic[];

function run(
  text: string,
  check: Check,
  unsafe = false,
): FixResult & { readonly text: string; readonly checks: number } {
  const rounds = fixInRounds(new Map([['a', text]]), { unsafe, isFinding: ({ code }) => code !== 'syntax' });
  let checks = 0;
  let next = rounds.next([]);
  while (!next.done) {
    checks++;
    next = rounds.next(check(next.value.get('a') ?? ''));
  }
  return { ...next.value, text: next.value.texts.get('a') ?? '', checks };
}

/** Wants every match of a pattern replaced. */
function replacing(pattern: RegExp, by: string, safety: 'safe' | 'unsafe' = 'safe'): Check {
  return (text) =>
    [...text.matchAll(pattern)].map((match) => {
      const span = spanAt('a', match.index, match.index + match[0].length);
      const message = `\`${match[0]}\` is bad.`;
      return {
        code: 'rule',
        severity: 'warning',
        message,
        span,
        fix: { title: 'Fix', safety, edits: [{ span, text: by }] },
      };
    });
}

const broken: Diagnostic = { code: 'syntax', severity: 'error', message: 'Broken.', span: spanAt('a', 0) };

describe('fixInRounds', () => {
  it('applies fixes until none is left, and fixing again changes nothing', () => {
    const check = replacing(/aa/g, 'a');
    const first = run('aaaaaa b', check);
    expect(first.text).toBe('a b');
    expect(first.changed).toEqual(['a']);
    expect(run(first.text, check)).toMatchObject({ text: 'a b', changed: [], applied: [], checks: 1 });
  });

  it('leaves unsafe fixes to a person', () => {
    const check = replacing(/a/g, 'b', 'unsafe');
    expect(run('a', check)).toMatchObject({ text: 'a', remaining: [{ code: 'rule' }] });
    expect(run('a', check, true).text).toBe('b');
  });

  it('takes the first of two that overlap, and looks again', () => {
    const check: Check = (text) => [...replacing(/ab/g, 'x')(text), ...replacing(/bc/g, 'y')(text)];
    expect(run('abc bc', check).text).toBe('xc y');
  });

  it('takes back only the fix that breaks the text', () => {
    const text = 'a1 a2 a3 a4 a5 a6 a7';
    const check: Check = (now) => [
      ...(now.includes('b5') ? [broken] : []),
      ...[...now.matchAll(/a(\d)/g)].flatMap((match) => {
        return replacing(new RegExp(match[0], 'g'), `b${match[1]}`)(now);
      }),
    ];
    const result = run(text, check);
    expect(result.text).toBe('b1 b2 b3 b4 a5 b6 b7');
    expect(result.rejected.map(({ message }) => message)).toEqual(['`a5` is bad.']);
    expect(result.applied).toHaveLength(6);
  });

  it('does not blame a fix for what was broken before', () => {
    const check: Check = (text) => [broken, ...replacing(/a/g, 'b')(text)];
    expect(run('a', check)).toMatchObject({ text: 'b', rejected: [] });
  });

  it('stops when two fixes undo each other', () => {
    const check: Check = (text) => [...replacing(/a/g, 'b')(text), ...replacing(/b/g, 'a')(text)];
    expect(run('a', check).checks).toBe(11);
  });
});
