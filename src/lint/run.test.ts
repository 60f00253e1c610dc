import { describe, expect, it } from 'vitest';
import type { Rule } from './rule.js';
import { catalogOf } from './rule-tester.js';
import { type LintOptions, lintCatalog } from './run.js';
import { validateOptions } from './validate-options.js';

function ruleOf(id: string, parts: Partial<Rule> = {}): Rule {
  return {
    id,
    group: 'naming',
    severity: 'warning',
    preset: 'recommended',
    since: '0.1.0',
    summary: 'Disallow it.',
    why: 'Names matter, e.g. here. They are read often.',
    bad: '',
    good: '',
    check: ({ catalog, options, report }) => {
      for (const event of catalog.events.values()) {
        report({ span: event.nameSpan, message: `\`${event.id}\` is ${JSON.stringify(options)}.`, element: event });
      }
    },
    ...parts,
  };
}

const SCHEMA = { type: 'object', properties: { max: { type: 'integer', minimum: 1 } }, additionalProperties: false };
const WITH_OPTIONS = ruleOf('limit', { options: { schema: SCHEMA, defaults: { max: 3 } } });
const RULES = [
  ruleOf('basic', { preset: 'minimal' }),
  WITH_OPTIONS,
  ruleOf('usual'),
  ruleOf('very', { preset: 'strict' }),
];

async function lint(settings: string, options: LintOptions = {}) {
  const { catalog, before } = await catalogOf('events:\n  A: {}\n', `catalog: test\n${settings}`);
  expect(before).toEqual([]);
  return lintCatalog(catalog, { rules: RULES, validateOptions, ...options });
}

const codes = async (settings: string, options?: LintOptions) =>
  (await lint(settings, options)).map(({ code }) => code);

describe('lintCatalog', () => {
  it('builds a diagnostic from a finding and its rule', async () => {
    expect((await lint('', { only: ['basic'] }))[0]).toMatchObject({
      code: 'basic',
      severity: 'warning',
      message: '`A` is {}.',
      note: 'Names matter, e.g. here.',
      element: 'event A',
    });
  });

  it('runs what the preset has', async () => {
    expect(await codes('lint: { extends: minimal }\n')).toEqual(['basic']);
    expect(await codes('')).toEqual(['basic', 'limit', 'usual']);
    expect(await codes('lint: { extends: strict }\n')).toEqual(['basic', 'limit', 'usual', 'very']);
  });

  it('lets settings switch rules on and off and set severities', async () => {
    const found = await lint('lint: { extends: minimal, rules: { basic: off, very: error } }\n');
    expect(found).toMatchObject([{ code: 'very', severity: 'error' }]);
  });

  it('runs only what is asked for, also what the settings leave out', async () => {
    const found = await lint('lint: { rules: { very: off, usual: error } }\n', { only: ['usual', 'very'] });
    expect(found).toMatchObject([
      { code: 'usual', severity: 'error' },
      { code: 'very', severity: 'warning' },
    ]);
  });

  it('hands rules their options over their defaults', async () => {
    const settings = 'lint: { rules: { limit: { severity: error, max: 7 } } }\n';
    expect(await lint(settings, { only: ['limit'] })).toMatchObject([
      { severity: 'error', message: '`A` is {"max":7}.' },
    ]);
    expect(await lint('', { only: ['limit'] })).toMatchObject([{ message: '`A` is {"max":3}.' }]);
  });

  it('points at options that are wrong, and goes on with the defaults', async () => {
    const found = await lint(
      'lint: { rules: { limit: { severity: warning, max: 0 }, usual: { severity: warning, x: 1 } } }\n',
    );
    expect(found.filter(({ span }) => span?.file === 'sagac.yaml').map(({ message }) => message)).toEqual([
      'The options of `limit` are wrong: `max` must be >= 1.',
      'The options of `usual` are wrong: it has none.',
    ]);
    expect(found.find(({ code }) => code === 'limit')?.message).toBe('`A` is {"max":3}.');
    const unknown = await lint('lint: { rules: { limit: { severity: warning, mx: 1 } } }\n');
    expect(unknown.at(-1)?.message).toBe('The options of `limit` are wrong: there is no option `mx`.');
  });

  it('points at rules that do not exist', async () => {
    const found = await lint('lint: { rules: { usul: error, later: off } }\n', { only: [] });
    expect(found).toMatchObject([
      { code: 'unknown-rule', severity: 'error', message: '`usul` is no lint rule.', help: 'Did you mean `usual`?' },
      { code: 'unknown-rule', severity: 'warning', message: '`later` is no lint rule.' },
    ]);
  });

  it('does not hide a rule that throws', async () => {
    const broken = ruleOf('broken', {
      check: () => {
        throw new TypeError('a bug');
      },
    });
    await expect(lint('', { rules: [broken] })).rejects.toThrow('a bug');
  });
});
