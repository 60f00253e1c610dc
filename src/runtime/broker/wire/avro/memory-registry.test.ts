import { describe, expect, it } from 'vitest';
import { type Compatibility, createMemoryRegistry } from './memory-registry.js';

function recordOf(...fields: readonly object[]): string {
  return JSON.stringify({ type: 'record', name: 'shop.Order', fields });
}

const ID = { name: 'id', type: 'string' };
const NOTE = { name: 'note', type: 'string' };
const ONE = recordOf(ID);
const OPTIONAL = recordOf(ID, { name: 'note', type: ['null', 'string'], default: null });
const REQUIRED = recordOf(ID, NOTE);
const OTHER_TYPE = recordOf({ name: 'id', type: 'int' });

describe('a registry in memory', () => {
  it('gives the same schema the same id under every subject, and each subject its own versions', () => {
    const registry = createMemoryRegistry();
    expect(registry.register('a', ONE)).toMatchObject({ id: 1, version: 1 });
    expect(registry.register('a', OPTIONAL)).toMatchObject({ id: 2, version: 2 });
    expect(registry.register('b', OPTIONAL)).toMatchObject({ id: 2, version: 1 });
    expect(registry.register('a', ONE)).toMatchObject({ id: 1, version: 1 });
    expect(registry.versions('a').map(({ version }) => version)).toEqual([1, 2]);
  });

  it('takes no notice of spaces and of the order of attributes', () => {
    const registry = createMemoryRegistry();
    registry.register('a', ONE);
    const turned = '{ "fields": [ {"type": "string", "name": "id"} ], "name": "shop.Order", "type": "record" }';
    expect(registry.lookup('a', turned).id).toBe(1);
  });

  it('says what is not there as Confluent does', async () => {
    const registry = createMemoryRegistry({ autoRegister: false });
    const code = (wanted: number) => expect.objectContaining({ name: 'RegistryError', code: wanted });
    expect(() => registry.lookup('a', ONE)).toThrow(code(40401));
    expect(() => registry.versions('a')).toThrow(code(40401));
    registry.register('a', ONE);
    expect(() => registry.lookup('a', OPTIONAL)).toThrow(code(40403));
    expect(() => registry.register('a', '{"type":"record"}')).toThrow(code(42201));
    await expect(registry.schemaOf(9)).rejects.toThrow(code(40403));
    await expect(registry.idOf('b', ONE)).rejects.toThrow(code(40401));
    expect(await registry.idOf('a', ONE)).toBe(1);
  });

  it.each<[Compatibility, string, string, boolean]>([
    ['BACKWARD', ONE, OPTIONAL, true],
    ['BACKWARD', ONE, REQUIRED, false],
    ['BACKWARD', REQUIRED, ONE, true],
    ['FORWARD', ONE, REQUIRED, true],
    ['FORWARD', REQUIRED, ONE, false],
    ['FULL', ONE, OPTIONAL, true],
    ['FULL', ONE, REQUIRED, false],
    ['FULL', REQUIRED, ONE, false],
    ['NONE', ONE, OTHER_TYPE, true],
  ])('%s: %s, then %s: %s', (compatibility, before, after, isTaken) => {
    const registry = createMemoryRegistry({ compatibility });
    registry.register('a', before);
    const register = () => registry.register('a', after).version;
    if (isTaken) expect(register()).toBe(2);
    else expect(register).toThrow(expect.objectContaining({ code: 409 }));
  });

  it('looks at all versions where it is told to, and otherwise at the last one', () => {
    for (const [compatibility, isTaken] of [
      ['BACKWARD', true],
      ['BACKWARD_TRANSITIVE', false],
    ] as const) {
      const registry = createMemoryRegistry({ compatibility });
      registry.register('a', ONE);
      registry.register('a', recordOf({ ...NOTE, default: '' }));
      const register = () => registry.register('a', recordOf(NOTE)).version;
      if (isTaken) expect(register()).toBe(3);
      else expect(register).toThrow(/version 1/);
    }
  });
});
