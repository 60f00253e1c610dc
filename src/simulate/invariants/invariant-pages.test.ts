import { describe, expect, it } from 'vitest';
import { NO_EXAMPLES } from '../../diagnostics/index.js';
import { describeRecordedPages } from '../../testing/recorded-pages.js';
import { allInvariants } from './index.js';
import type { InvariantText } from './invariant.js';
import { invariantPages } from './invariant-pages.js';

describeRecordedPages('invariants', invariantPages(allInvariants));

const BASE: InvariantText = {
  id: 'nothing-left',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'An aborted saga leaves `a|b` behind.',
  why: 'First line\nand its end.\n\nSecond paragraph.',
};

describe('the page of an invariant', () => {
  it('has its text, and says where there can be no example', () => {
    const page = invariantPages([BASE]).get('nothing-left.md');
    expect(page).toContain('# nothing-left\n\nerror · invariant of sagas · since 0.1.0\n\n');
    expect(page).toContain('## Why\n\nFirst line and its end.\n\nSecond paragraph.\n');
    expect(page).toContain(`\n\n${NO_EXAMPLES}\n\n`);
    expect(page).not.toContain('```');
  });

  it('shows what breaks it, and the same repaired', () => {
    const examples = { bad: '\nsagas: {}\n', good: '\nflows: {}\n' };
    const page = invariantPages([{ ...BASE, examples }]).get('nothing-left.md');
    expect(page).toContain('## Wrong\n\n```yaml\nsagas: {}\n```\n\n## Right\n\n```yaml\nflows: {}\n```\n');
    expect(page).not.toContain(NO_EXAMPLES);
  });
});

describe('the index', () => {
  it('has sagas before flows, with a bar kept out of the columns', () => {
    const index = invariantPages([{ ...BASE, id: 'agree', about: 'flows' }, BASE]).get('README.md');
    expect(index).toContain(
      '| [nothing-left](nothing-left.md) | sagas | error | An aborted saga leaves `a\\|b` behind. |\n' +
        '| [agree](agree.md) | flows | error |',
    );
  });
});
