import { describe, expect, it } from 'vitest';
import { hasPhrase, indexOfPhrase, indexPhrases, phraseAtEnd, startsWithPhrase } from './phrases.js';

const index = indexPhrases(['found', 'not found', 'seal', 'seal off', 'off']);

describe('phraseAtEnd', () => {
  it('takes the longest', () => {
    expect(phraseAtEnd(index, ['card', 'not', 'found'])).toEqual(['not', 'found']);
    expect(phraseAtEnd(index, ['found', 'card'])).toBeUndefined();
    expect(phraseAtEnd(index, [])).toBeUndefined();
  });
});

describe('hasPhrase', () => {
  it('finds words in a row, wherever they stand', () => {
    const notFound = indexPhrases(['not found']);
    expect(hasPhrase(notFound, 'CardNotFound')).toBe(true);
    expect(hasPhrase(notFound, 'NotFoundYet')).toBe(true);
    expect(hasPhrase(notFound, 'NotYetFound')).toBe(false);
    expect(hasPhrase(notFound, 'CannotFound')).toBe(false);
  });
});

describe('startsWithPhrase', () => {
  it('finds the first words only', () => {
    expect(startsWithPhrase(index, 'SealOffRoom')).toBe(true);
    expect(startsWithPhrase(index, 'SealRoom')).toBe(true);
    expect(startsWithPhrase(index, 'RoomSealOff')).toBe(false);
    expect(startsWithPhrase(indexPhrases(['seal off']), 'SealRoomOff')).toBe(false);
    expect(startsWithPhrase(indexPhrases([]), 'SealRoom')).toBe(false);
  });
});

describe('indexOfPhrase', () => {
  it('tells where the words begin', () => {
    expect(indexOfPhrase(['a', 'b', 'a', 'c'], ['a', 'c'])).toBe(2);
    expect(indexOfPhrase(['a', 'b'], ['b', 'c'])).toBe(-1);
  });
});
