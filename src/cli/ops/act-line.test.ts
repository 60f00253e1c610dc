import { describe, expect, it } from 'vitest';
import { actLine, quote } from './act-line.js';

const retry = { action: 'retry', effect: '' } as const;

describe('actLine', () => {
  it('is what one would type', () => {
    expect(actLine('Checkout.o1', { ...retry, step: 'Each.2/Pack' }, { store: undefined, who: 'ana' })).toBe(
      "sagac ops retry Checkout.o1 --step Each.2/Pack --who ana --why '...'",
    );
    expect(actLine('Checkout.o1', { ...retry, events: ['Paid'] }, { store: 'a b.sqlite', who: undefined })).toBe(
      "sagac ops retry Checkout.o1 --store 'a b.sqlite' --event Paid --data '{ ... }' --why '...'",
    );
  });

  it('has no password', () => {
    const line = actLine('Checkout.o1', retry, { store: 'postgres://u:secret@host/db', who: undefined });
    expect(line).toBe(`sagac ops retry Checkout.o1 --store "$SAGAC_STORE" --why '...'`);
  });
});

describe('quote', () => {
  it.each([
    ['Checkout.~n2', 'Checkout.~n2'],
    ['~root', "'~root'"],
    ["it's", "'it'\\''s'"],
    ['$(rm)', "'$(rm)'"],
    ['', "''"],
    ['a;b', "'a;b'"],
  ])('%s becomes %s', (word, quoted) => expect(quote(word)).toBe(quoted));
});
