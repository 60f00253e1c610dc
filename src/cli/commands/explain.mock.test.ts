import { describe, expect, it, vi } from 'vitest';
import type { InvariantText } from '../../simulate/invariants/invariant.js';
import { runCli } from '../testing/cli.js';

const BASE: InvariantText = {
  id: 'nothing-left',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'An aborted saga leaves no effect behind.',
  why: 'Somebody pays for it.\n\nTwice.',
};
const AGREE: InvariantText = {
  ...BASE,
  id: 'services-agree',
  about: 'flows',
  examples: { bad: '\nflows: {}\n', good: '\nsagas: {}\n' },
};

vi.mock('../../simulate/invariants/index.js', () => ({ allInvariants: [BASE, AGREE] }));

describe('explain', () => {
  it('lists invariants behind the rules', async () => {
    const { exit, out } = await runCli(['explain']);
    expect(exit).toBe(0);
    expect(out).toContain('\n\nsimulated sagas\n  invariant     severity\n  nothing-left  error     An aborted saga');
    expect(out).toContain(
      '\n\nsimulated flows\n  invariant       severity\n  services-agree  error     An aborted saga',
    );
    expect(out.indexOf('thin-event')).toBeLessThan(out.indexOf('simulated sagas'));
    expect(out.indexOf('services-agree')).toBeLessThan(out.indexOf('other codes'));
  });

  it('prints the page of an invariant', async () => {
    expect((await runCli(['explain', 'services-agree'])).out).toBe(
      [
        'services-agree',
        'error · invariant of flows · since 0.1.0',
        '',
        'An aborted saga leaves no effect behind.',
        '',
        'Why',
        '  Somebody pays for it.',
        '',
        '  Twice.',
        '',
        'Wrong',
        '  flows: {}',
        '',
        'Right',
        '  sagas: {}',
        '',
      ].join('\n'),
    );
  });

  it('says so where there can be no example', async () => {
    const { out } = await runCli(['explain', 'nothing-left']);
    expect(out).toMatch(/ {2}Twice\.\n\nNo definition can break it: it watches the engine\.\n$/);
  });

  it('prints the page of a rule, with how it is switched', async () => {
    const { out } = await runCli(['explain', 'thin-event']);
    expect(out).toMatch(/^thin-event\nwarning · group: payload · /);
    expect(out).toContain('\nRight\n  services:\n');
    expect(out).toContain('\nSettings\n  in sagac.yaml   lint: { rules: { thin-event: off } }\n');
  });

  it('lists checks by group behind the invariants, and kinds of differences by engine', async () => {
    const { out } = await runCli(['explain']);
    expect(out).toContain('\n\nchanges of payload\n  change\n');
    expect(out).toMatch(/\n {2}field-added +A field is added\.\n/);
    expect(out).toMatch(/\n\ndifferences of Avro\n {2}AMBIGUOUS_ALIAS, BYTES_AS_TEXT, /);
    const places = ['simulated flows', 'changes of payload', 'changes of sagas', 'differences of', 'other codes'];
    const found = places.map((place) => out.indexOf(place));
    expect(found).toEqual([...found].sort((a, b) => a - b));
  });

  it('prints the page of a check', async () => {
    const { out } = await runCli(['explain', 'union-case-removed']);
    expect(out).toMatch(/^union-case-removed\ngroup: payload · /);
    expect(out).toContain(`\n\nWhy\n  `);
    expect(out).toContain('  ✓ goes well, ✗ breaks, ? may go wrong.\n  backward: who is on the new definition');
    expect(out).toContain(
      [
        'Of a record of its own',
        '            json  json-schema  avro  protobuf  typescript',
        '  backward  ✗     ✗            ✗     ?         ✗',
        '  forward   ✓     ✓            ✓     ✓         ✗',
        '',
        'Before',
        '  types:',
      ].join('\n'),
    );
    expect(out).toMatch(/\nAround them, in both states\n {2}services:\n/);
  });

  it('shows the settings of an example where they matter', async () => {
    const { out } = await runCli(['explain', 'field-added']);
    expect(out).toContain('\n\nsagac.yaml\n  catalog: shop\n  compat: { jsonSchema: confluent }\n\nBefore\n');
  });

  it('says what a kind of difference between schemas means', async () => {
    expect((await runCli(['explain', 'MISSING_ENUM_SYMBOLS'])).out).toMatch(
      /^MISSING_ENUM_SYMBOLS\nbreaks · Avro\n\nThe reader's enum lacks symbols that the writer may write\.\n\nWhat to do\n {2}Give /,
    );
    expect((await runCli(['explain', 'PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL'])).out).toContain(
      '\nbreaks by the strict rules · JSON Schema by the rules of Confluent\n\nThe writing schema has `…`, ',
    );
  });

  it.each([
    ['field-aded', 'field-added'],
    ['MISSING_ENUM_SYMBOL', 'MISSING_ENUM_SYMBOLS'],
  ])('helps with %s', async (wrong, right) => {
    const { exit, err } = await runCli(['explain', wrong]);
    expect([exit, err]).toEqual([2, expect.stringContaining(`Did you mean \`${right}\`?`)]);
  });

  it('helps with a name that comes close', async () => {
    const { exit, err } = await runCli(['explain', 'service-agree']);
    expect([exit, err]).toEqual([2, expect.stringContaining('Did you mean `services-agree` or ')]);
  });
});
