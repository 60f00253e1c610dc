import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const here = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const page = here('../../../../docs/brokers/formats.md');

/** Names of the members of an interface. */
function membersOf(path: string, name: string): readonly string[] {
  const body = here(path).split(`export interface ${name} {`)[1]?.split('\n}')[0] ?? '';
  return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, member]) => member ?? '');
}

describe('docs/brokers/formats.md', () => {
  it.each([
    ['./cloud-events-format.ts', 'CloudEventsFormatOptions'],
    ['./avro/avro-codec.ts', 'AvroCodecOptions'],
  ])('has a line for each option of %s', (path, name) => {
    const members = membersOf(path, name);
    expect(members.length).toBeGreaterThan(2);
    expect(members.filter((member) => !page.includes(`\n| \`${member}\` |`))).toEqual([]);
  });

  it('names the options of the registries', () => {
    const names = ['HttpRegistryOptions', 'MemoryRegistryOptions'].flatMap((name) =>
      membersOf(name.startsWith('Http') ? './avro/http-registry.ts' : './avro/memory-registry.ts', name),
    );
    expect(names.length).toBeGreaterThan(4);
    expect(names.filter((name) => name !== 'now' && !page.includes(`\`${name}\``))).toEqual([]);
  });
});
