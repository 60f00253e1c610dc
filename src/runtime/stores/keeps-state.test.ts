import { describe, expect, it } from 'vitest';
import { creation, following, stateOf } from './contract/builders.js';
import { keepsState } from './keeps-state.js';

describe('keepsState', () => {
  it.each(['running', 'unwinding', 'stuck'] as const)('is true of a %s instance that is left to others', (status) => {
    expect(keepsState(creation(stateOf('o1', { status })))).toBe(true);
  });

  it.each(['completed', 'aborted'] as const)('is false of a %s instance', (status) => {
    expect(keepsState(creation(stateOf('o1', { status })))).toBe(false);
  });

  it('is false while somebody holds the instance', () => {
    expect(keepsState(creation(stateOf('o1'), { nextOwner: 1 }))).toBe(false);
    expect(keepsState(following(stateOf('o1'), { owner: 1, nextOwner: 1 }))).toBe(false);
  });
});
