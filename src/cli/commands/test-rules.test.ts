import { describe, expect, it } from 'vitest';
import { CLEAN, runCli } from '../testing/cli.js';

const BAD = 'types:\n  Order: { fields: { id: uuid } }\n';
const GOOD = 'types:\n  Order: { summary: An order., fields: { id: uuid } }\n';

/** Finds types without a summary, and can repair them. */
const RULE = {
  id: 'acme/summary',
  severity: 'warning',
  summary: 'Require a summary.',
  why: 'People read it.',
  fixable: 'safe',
  bad: BAD,
  good: GOOD,
  // biome-ignore lint/suspicious/noExplicitAny: a plugin may be plain JavaScript.
  check({ catalog, report }: any): void {
    for (const type of catalog.types.values()) {
      if (type.summary !== undefined) continue;
      const at = { ...type.node.span, start: type.node.span.start + 2, end: type.node.span.start + 2 };
      const fix = { title: 'Add it', safety: 'safe', edits: [{ span: at, text: 'summary: An order., ' }] };
      report({ span: type.nameSpan, message: `\`${type.id}\` has no summary.`, element: type, fix });
    }
  },
};

async function test(rules: readonly unknown[], ...flags: readonly string[]) {
  const files = {
    '/catalog/sagac.yaml': 'catalog: shop\nlint: { plugins: [./acme.js] }\n',
    '/catalog/a.yaml': CLEAN,
    '/catalog/acme.js': '',
  };
  const { exit, out, err } = await runCli(['test-rules', ...flags], {
    files,
    modules: { '/catalog/acme.js': { rules } },
  });
  return { exit, out, err };
}

describe('test-rules', () => {
  it('passes a rule that does what its examples say', async () => {
    expect(await test([RULE])).toEqual({ exit: 0, out: 'pass  acme/summary  ./acme.js\n', err: '1 rule, all pass.\n' });
  });

  it.each([
    ['finds nothing', { check: (): void => undefined, fixable: undefined }, '`bad` gives no finding.'],
    [
      'finds something in good',
      { good: BAD },
      '`good` must give no finding, but does:\n        2:3: warning: `Order` has no summary.',
    ],
    [
      'has a broken example',
      { bad: 'types:\n  Order: { fields: { id: uuid }, colour: red }\n' },
      '`bad` is wrong before the rule looks at it:\n        2:34: error: `colour` is not a key of a record.',
    ],
    ['has an example that is no YAML', { good: 'types: {\n' }, '`good` is wrong before the rule looks at it:'],
    [
      'does not say that it repairs',
      { fixable: undefined },
      '`bad` gets a fix that is safe, and the rule does not say that it can repair.',
    ],
    [
      'says that it repairs by chance',
      { fixable: 'unsafe' },
      '`bad` gets a fix that is safe, and the rule says `fixable: unsafe`.',
    ],
    [
      'repairs in another way',
      { good: GOOD.replace('An order.', 'Orders.') },
      '-  Order: { summary: An order., fields: { id: uuid } }\n        +  Order: { summary: Orders., fields: { id: uuid } }',
    ],
    [
      'throws',
      {
        check(): void {
          throw new Error('no');
        },
      },
      '`bad` must be found by the rule, which fails:\n        error: The rule `acme/summary` of `./acme.js` throws `Error: no`.',
    ],
  ])('fails a rule that %s', async (_, parts, problem) => {
    const { exit, out, err } = await test([
      { ...RULE, id: 'acme/other' },
      { ...RULE, ...parts },
    ]);
    expect([exit, err]).toEqual([1, '2 rules, 1 fails.\n']);
    expect(out).toContain(`pass  acme/other  ./acme.js\nfail  acme/summary  ./acme.js\n      `);
    expect(out).toContain(problem);
  });

  it('tests one rule only', async () => {
    const { exit, out } = await test([RULE, { ...RULE, id: 'acme/other', bad: GOOD }], '--rule', 'acme/summary');
    expect([exit, out]).toEqual([0, 'pass  acme/summary  ./acme.js\n']);
    const unknown = await test([RULE], '--rule', 'acme/sumary');
    expect([unknown.exit, unknown.err]).toEqual([
      2,
      'error: There is no rule `acme/sumary`.\n  help: Did you mean `acme/summary`?\n',
    ]);
  });

  it('tells what cannot be loaded, and tests the rest', async () => {
    const { exit, out, err } = await test([RULE, { id: 'acme/x' }]);
    expect([exit, out]).toEqual([2, 'pass  acme/summary  ./acme.js\n']);
    expect(err).toContain(
      'sagac.yaml:2:19: error: The plugin `./acme.js` has a rule `acme/x` without a text `summary`. [invalid-plugin]',
    );
  });

  it('says when there are none', async () => {
    const { exit, err } = await runCli(['test-rules'], { files: { '/catalog/sagac.yaml': 'catalog: shop\n' } });
    expect(exit).toBe(2);
    expect(err).toContain('error: The catalog has no rules of its own, so there is nothing to test.');
  });
});

describe('custom rules elsewhere', () => {
  const files = {
    '/catalog/sagac.yaml': 'catalog: shop\nlint: { extends: minimal, plugins: [./acme.js] }\n',
    '/catalog/a.yaml': BAD,
    '/catalog/acme.js': '',
  };
  const setting = { files, modules: { '/catalog/acme.js': { rules: [RULE] } } };

  it('are asked by lint, alone if wanted, and repaired', async () => {
    const { exit, out } = await runCli(['lint', '--rule', 'acme/summary'], setting);
    expect([exit, out]).toEqual([0, 'a.yaml:2:3: warning: `Order` has no summary. [acme/summary]\n']);
    const fixed = await runCli(['lint', '--fix'], setting);
    expect(fixed.host.files()['/catalog/a.yaml']).toBe(GOOD);
    const sarif = JSON.parse((await runCli(['lint', '--format', 'sarif'], setting)).out);
    expect(JSON.stringify(sarif)).toContain('"acme/summary"');
  });

  it('are left out by --no-plugins, which is told', async () => {
    const { exit, out, err } = await runCli(['lint', '--no-plugins'], setting);
    expect([exit, out]).toEqual([0, '']);
    expect(err).toContain('Code of plugins is not to run, so these rules are left out: `./acme.js`.');
  });

  it('are explained', async () => {
    const { exit, out } = await runCli(['explain', 'acme/summary'], setting);
    expect(exit).toBe(0);
    expect(out).toContain('acme/summary\nwarning · group: custom · preset: minimal · fix: safe\n');
    expect((await runCli(['explain'], setting)).out).toMatch(/^custom\n.*\n {2}acme\/summary/m);
    expect((await runCli(['explain', 'acme/sumary'], setting)).err).toContain('Did you mean `acme/summary`?');
  });

  it('that are broken end lint with 2, and the others still speak', async () => {
    const modules = { '/catalog/acme.js': { rules: [RULE, {}] } };
    const { exit, out } = await runCli(['lint'], { ...setting, modules });
    expect(exit).toBe(2);
    expect(out).toContain('[invalid-plugin]');
    expect(out).toContain('[acme/summary]');
  });
});
