import { describe, expect, it } from 'vitest';
import { indexKey } from './index-key.js';

describe('indexKey', () => {
  it.each(['', 'a', 'é \u{1F600}', 'x'.repeat(200)])('leaves %j as it is', (text) => {
    expect(indexKey(text)).toBe(text);
  });

  it('gives what the server would not take a name of its own', () => {
    const odd = ['\u0000', 'a\u0000', '\ud800', '\ud801', 'x'.repeat(201), 'x'.repeat(9_000), '~', '~a'];
    const keys = odd.map(indexKey);
    expect(new Set(keys).size).toBe(odd.length);
    for (const key of keys) expect(key).toMatch(/^~[0-9a-f]{64}$/);
  });
});
