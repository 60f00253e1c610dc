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

  it('takes back only the fix that makes another rule fail, and says which', () => {
    const worse = (text: string): readonly Diagnostic[] =>
      [...text.matchAll(/b[37]/g)].map((match) => found('other', `\`${match[0]}\` is worse.`, match.index));
    const check: Check = (text) => [...worse(text), ...replacingEach(text)];
    const result = run('a1 a2 a3 a4 a5 a6 a7 a8', check);
    expect(result.text).toBe('b1 b2 a3 b4 b5 b6 a7 b8');
    expect(result.rejected.map(({ message }) => message)).toEqual(['`a3` is bad.', '`a7` is bad.']);
    expect(result.harms).toEqual(['other']);
    expect(result.remaining.map(({ code }) => code)).toEqual(['rule', 'rule']);
  });

  it('finds the harmful fix by what it wrote, without trying all the others', () => {
    const text = Array.from({ length: 500 }, (_, index) => `a${index}`).join(' ');
    const check: Check = (now) => [
      ...[...now.matchAll(/b250/g)].map((match) => found('other', '`b250` is worse.', match.index)),
      ...replacingEach(now),
    ];
    const result = run(text, check);
    expect(result.applied).toHaveLength(499);
    expect(result.checks).toBeLessThan(8);
  });

  it('leaves many out at once where each is about a definition of its own', () => {
    const text = Array.from({ length: 300 }, (_, index) => `a${index}`).join(' ');
    const check: Check = (now) => [
      ...[...now.matchAll(/b(\d*[05])\b/g)].map((match) => ({
        ...found('other', `\`b${match[1]}\` is worse.`, match.index),
        element: `event E${match[1]}`,
      })),
      ...replacingEach(now).map((entry) => ({
        ...entry,
        element: `event E${/\d+/.exec(entry.message)?.[0]}`,
      })),
    ];
    const result = run(text, check);
    expect([result.applied.length, result.rejected.length]).toEqual([240, 60]);
    expect(result.checks).toBeLessThan(8);
  });

  it('lets pass for a while what another fix repairs', () => {
    const check: Check = (text) => [...replacing(/a/g, 'b')(text), ...replacing(/b/g, 'c')(text)];
    expect(run('a', check)).toMatchObject({ text: 'c', rejected: [] });
  });

  it('takes back what was to be repaired and is not', () => {
    const check: Check = (text) => [
      ...replacing(/a/g, 'b')(text),
      ...replacing(/b/g, 'c')(text),
      ...[...text.matchAll(/c/g)].map((match) => found('other', '`c` is worst.', match.index)),
    ];
    expect(run('a x', check)).toMatchObject({ text: 'a x', harms: ['rule'] });
  });

  it('is not troubled by other numbers in what was found before', () => {
    const sum = (text: string): Diagnostic => ({
      ...found('sum', `The sum is ${text.length}.`, 0),
      element: 'saga A',
    });
    const check: Check = (text) => [sum(text), ...replacing(/a/g, 'bb')(text)];
    expect(run('a', check)).toMatchObject({ text: 'bb', rejected: [] });
  });

  it('ends, whatever the fixes do', () => {
    const text = Array.from({ length: 200 }, (_, index) => `a${index}`).join(' ');
    const check: Check = (now) => [
      ...(now.includes('b') ? [found('other', 'Something is worse.', 0)] : []),
      ...replacingEach(now),
    ];
    const result = run(text, check);
    expect(result.text).toBe(text);
    expect(result.checks).toBeLessThan(130);
  });
});

function found(code: string, message: string, at: number): Diagnostic {
  return { code, severity: 'warning', message, span: spanAt('a', at, at + 2) };
}

/** Wants every `a` before a number to be a `b`. */
function replacingEach(text: string): readonly Diagnostic[] {
  return [...text.matchAll(/a(?=\d)/g)].map((match) => {
    const whole = /^\w+/.exec(text.slice(match.index))?.[0];
    const span = spanAt('a', match.index, match.index + 1);
    const fix = { title: 'Fix', safety: 'safe' as const, edits: [{ span, text: 'b' }] };
    return { ...found('rule', `\`${whole}\` is bad.`, match.index), fix };
  });
}
