import { describe, expect, it } from 'vitest';
import { readItems, readWait } from './step-texts.js';

const path = (root: string, ...path: readonly string[]) => ({ kind: 'path', root, path });

describe('the text of a wait', () => {
  it.each([
    ['90s', { kind: 'duration', ms: 90_000 }],
    ['Asked.shownOn', { ...path('Asked', 'shownOn'), plusMs: 0 }],
    ['Asked@1.times.last + 2h', { ...path('Asked@1', 'times', 'last'), plusMs: 7_200_000 }],
    ['pause', { ...path('pause'), plusMs: 0 }],
    ['', undefined],
    ['Asked.', undefined],
    ['Asked.shownOn + soon', undefined],
    ['Asked.shownOn + 1d + 1d', undefined],
    ['Asked.shownOn - 1d', undefined],
    ['+ 1d', undefined],
  ])('%s', (text, expected) => expect(readWait(text)).toEqual(expected));
});

describe('the text of a loop', () => {
  it.each([
    ['3', { kind: 'count', count: 3 }],
    ['Asked.classes', path('Asked', 'classes')],
    ['box.items', path('box', 'items')],
    ['-3', undefined],
    ['1.5', undefined],
  ])('%s', (text, expected) => expect(readItems(text)).toEqual(expected));
});
