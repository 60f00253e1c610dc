import { describe, expect, it } from 'vitest';
import { describeRecordedPages } from '../testing/recorded-pages.js';
import type { CompatCheck } from './check.js';
import { checkPages } from './check-pages.js';
import { checks } from './checks/index.js';

const pages = checkPages(checks);

describeRecordedPages('compat', pages);

const SERVICES = 'services:\n  order: {}\n';
const BASE: CompatCheck = {
  id: 'field-added',
  group: 'payload',
  since: '0.1.0',
  summary: 'A field is added.',
  why: 'First line\nand its end.\n\nSecond paragraph.',
  examples: [
    {
      title: 'as usual',
      before: `${SERVICES}events:\n  A: {}\n  B:\n    version: 1.0.0\n`,
      after: `${SERVICES}events:\n  A: {}\n  B:\n    version: 1.1.0\n`,
      verdicts: { avro: 'backward forward?', every: 'backward?' },
    },
  ],
  describe: () => '`a` is new.',
  judge: () => ({}),
  instead: () => undefined,
};
const SIMPLE: CompatCheck = {
  ...BASE,
  id: 'saga-added',
  group: 'sagas',
  bump: 'none',
  examples: [
    { title: 'alone', before: SERVICES, after: `${SERVICES}sagas: {}\n`, verdicts: {} },
    {
      title: 'with settings',
      before: SERVICES,
      after: `${SERVICES}sagas: {}\n`,
      settings: 'catalog: a\n',
      settingsAfter: 'catalog: b\n',
      verdicts: { every: 'forward' },
    },
  ],
};

describe('the page of a check', () => {
  const page = checkPages([BASE]).get('field-added.md');

  it('has its text and what it asks of versions', () => {
    expect(page).toContain('# field-added\n\ngroup: payload · minor version where it breaks nobody · since 0.1.0\n\n');
    expect(page).toContain('A field is added.\n\n## Why\n\nFirst line and its end.\n\nSecond paragraph.\n');
    expect(checkPages([SIMPLE]).get('saga-added.md')).toContain(' · no new version where it breaks nobody · ');
  });

  it('has the row of the matrix for each example, the worse of two verdicts in each cell', () => {
    expect(page).toContain(
      [
        '### As usual\n',
        '|  | json | json-schema | avro | protobuf | typescript |',
        '|---|---|---|---|---|---|',
        '| backward | ? | ? | ✗ | ? | ? |',
        '| forward | ✓ | ✓ | ? | ✓ | ✓ |',
      ].join('\n'),
    );
  });

  it('shows both states without the definitions that stand in all of them, and these once', () => {
    expect(page).toContain('Before:\n\n```yaml\nevents:\n  B:\n    version: 1.0.0\n```\n');
    expect(page).toContain('After:\n\n```yaml\nevents:\n  B:\n    version: 1.1.0\n```\n');
    expect(page).toContain(`each example:\n\n\`\`\`yaml\n${SERVICES}events:\n  A: {}\n\`\`\`\n`);
  });

  it('says so where a state has nothing else, and shows settings where they matter', () => {
    const simple = checkPages([SIMPLE]).get('saga-added.md');
    expect(simple).toContain('Before:\n\n```yaml\n# nothing more\n```\n\nAfter:\n\n```yaml\nsagas: {}\n```\n');
    expect(simple).toContain('`sagac.yaml` before:\n\n```yaml settings\ncatalog: a\n```\n\n`sagac.yaml` after:\n');
    expect(simple).toContain('|  | any encoding |\n|---|---|\n| backward | ✓ |\n| forward | ✗ |\n');
  });
});

describe('the index', () => {
  it('has a row for each example, with the name of the change in the first', () => {
    const index = checkPages([BASE, SIMPLE]).get('README.md');
    expect(index).toContain('| [field-added] | as usual | ←?   | ←?          | ←✗ →? | ←?       | ←?         |');
    expect(index).toContain('| [saga-added] | alone         | ✓            |\n|              | with settings | →✗ ');
  });

  it('leads to the page of every check', () => {
    const index = pages.get('README.md');
    for (const { id } of checks) {
      expect(index).toContain(`| [${id}] `);
      expect(index).toContain(`\n[${id}]: ${id}.md\n`);
    }
  });
});
