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

  it('helps with a name that comes close', async () => {
    const { exit, err } = await runCli(['explain', 'service-agree']);
    expect([exit, err]).toEqual([2, expect.stringContaining('Did you mean `services-agree`?')]);
  });
});
