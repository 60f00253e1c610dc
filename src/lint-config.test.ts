import { describe, expect, it } from 'vitest';
import { createMemoryHost, type MemoryHostOptions } from './memory-host.js';
import { type CheckOptions, checkCatalog, generateCatalog, readCatalog } from './pipeline.js';

const ROOT = '/srv/shop';

/** Two files, in each a secret that `no-secrets` finds (an error of the preset minimal). */
const DEFINITIONS = {
  'orders/order.yaml': 'events:\n  OrderPlaced: { payload: { password: string } }\n',
  'payments/payment.yaml': 'events:\n  PaymentTaken: { payload: { password: string } }\n',
};

function hostOf(files: Readonly<Record<string, string>>, options: MemoryHostOptions = {}) {
  const all = Object.entries({ ...DEFINITIONS, ...files });
  const placed = all.map(([path, text]) => [path.startsWith('/') ? path : `${ROOT}/${path}`, text]);
  return createMemoryHost(Object.fromEntries(placed), options);
}

/** Lints with one rule and tells `severity code file: pointed text`. */
async function lint(files: Readonly<Record<string, string>>, options: CheckOptions = { only: ['no-secrets'] }) {
  const { diagnostics, texts } = await checkCatalog(hostOf(files), ROOT, options);
  return diagnostics.map(({ code, severity, span }) => {
    const pointed = span && texts.get(span.file)?.slice(span.start, span.end);
    return `${severity} ${code} ${span?.file}: ${pointed}`;
  });
}

/** What is said about the settings: message and help. */
async function said(files: Readonly<Record<string, string>>, options?: MemoryHostOptions) {
  const { diagnostics } = await checkCatalog(hostOf(files, options), ROOT, { only: [] });
  return diagnostics.map(({ span, message, help }) => `${span?.file}: ${message} ${help ?? ''}`.trim());
}

const settings = (lint: string) => `catalog: shop\nlint:\n${lint.replace(/^/gm, '  ')}\n`;

const IN_ORDER = 'orders/order.yaml: password';
const IN_PAYMENT = 'payments/payment.yaml: password';

describe('lint.extends', () => {
  it('takes a file, and what stands in the settings wins over it', async () => {
    const base = { 'lint/base.yaml': 'rules: { no-secrets: info }\n' };
    expect(await lint({ ...base, 'sagac.yaml': settings('extends: ./lint/base.yaml') })).toEqual([
      `info no-secrets ${IN_ORDER}`,
      `info no-secrets ${IN_PAYMENT}`,
    ]);
    const own = settings('extends: ./lint/base.yaml\nrules: { no-secrets: warning }');
    expect((await lint({ ...base, 'sagac.yaml': own }))[0]).toBe(`warning no-secrets ${IN_ORDER}`);
  });

  it('merges a list from left to right, severity and each option apart', async () => {
    const files = {
      'a.yaml': 'rules: { no-secrets: { severity: info, allow: [password] } }\n',
      'b.yaml': 'rules: { no-secrets: warning }\n',
      'sagac.yaml': settings('extends: [./a.yaml, ./b.yaml]'),
    };
    expect(await lint(files)).toEqual([]);
    const found = await lint({
      ...files,
      'sagac.yaml': settings('extends: [./a.yaml, ./b.yaml]\nrules: { no-secrets: { allow: [] } }'),
    });
    expect(found[0]).toBe(`warning no-secrets ${IN_ORDER}`);
  });

  it('takes the largest preset that is named anywhere', async () => {
    const preset = async (files: Readonly<Record<string, string>>) =>
      (await readCatalog(hostOf(files), ROOT)).catalog?.settings.lint.extends;
    expect(await preset({ 'sagac.yaml': 'catalog: shop\n' })).toBe('recommended');
    expect(
      await preset({ 'a.yaml': 'extends: strict\n', 'sagac.yaml': settings('extends: [./a.yaml, minimal]') }),
    ).toBe('strict');
    expect(await preset({ 'a.yaml': 'rules: {}\n', 'sagac.yaml': settings('extends: ./a.yaml') })).toBe('recommended');
    expect(await preset({ 'sagac.yaml': settings('extends: [minimal]') })).toBe('minimal');
  });

  it('takes a file above the catalog, one that extends another, and one that two extend once', async () => {
    const files = {
      '/srv/company.yaml': 'extends: ./base/all.yaml\nrules: { no-secrets: warning }\n',
      '/srv/base/all.yaml': 'rules: { no-secrets: info }\n',
      'own.yaml': 'extends: ../base/all.yaml\n',
      'sagac.yaml': settings('extends: [../company.yaml, ./own.yaml]'),
    };
    expect((await lint(files))[0]).toBe(`warning no-secrets ${IN_ORDER}`);
  });

  it.each([
    ['sagac-lint.yaml beside its package.json', '{}', 'sagac-lint.yaml', '@acme/lint'],
    ['the file that `sagac` names', '{ "sagac": "./own.yaml" }', 'own.yaml', '@acme/lint'],
    ['the file that `sagac.extends` names', '{ "sagac": { "extends": "own.yaml" } }', 'own.yaml', '@acme/lint'],
    ['a file that is named in it', '{}', 'sub/strict.yaml', '@acme/lint/sub/strict.yaml'],
  ])('takes from a package above: %s', async (_, manifest, file, name) => {
    const found = await lint({
      '/srv/node_modules/@acme/lint/package.json': manifest,
      [`/srv/node_modules/@acme/lint/${file}`]: 'rules: { no-secrets: info }\n',
      'sagac.yaml': settings(`extends: "${name}"`),
    });
    expect(found[0]).toBe(`info no-secrets ${IN_ORDER}`);
  });

  it('takes from a package that is a link into a store, and looks for its own packages there', async () => {
    const files = {
      '/store/lint/package.json': '{}',
      '/store/lint/sagac-lint.yaml': 'extends: base\n',
      '/store/node_modules/base/package.json': '{}',
      '/store/node_modules/base/sagac-lint.yaml': 'rules: { no-secrets: info }\n',
      'sagac.yaml': settings('extends: lint'),
    };
    const host = hostOf(files, { links: { '/srv/node_modules/lint': '/store/lint' } });
    const { diagnostics } = await checkCatalog(host, ROOT, { only: ['no-secrets'] });
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['info', 'info']);
  });

  it('adds the words of all files', async () => {
    const files = {
      'a.yaml': 'lexicon: { verbs: [Tokenize], synonyms: [[customer, client]] }\n',
      'sagac.yaml': settings('extends: ./a.yaml\nlexicon: { verbs: [escrow, tokenize] }'),
    };
    const { catalog } = await readCatalog(hostOf(files), ROOT);
    expect(catalog?.settings.lint.lexicon).toEqual({
      words: { verbs: ['tokenize', 'escrow'] },
      synonyms: [['customer', 'client']],
    });
  });

  it('does not read such files as definitions', async () => {
    const files = { 'lint/a.yaml': 'rules: {}\n', 'sagac.yaml': settings('extends: ./lint/a.yaml') };
    const { diagnostics, texts } = await readCatalog(hostOf(files), ROOT);
    expect(diagnostics).toEqual([]);
    expect([...texts.keys()].sort()).toEqual(['orders/order.yaml', 'payments/payment.yaml', 'sagac.yaml']);
  });

  it.each([
    ['recomended', '`recomended` is no preset, and no package of this name is installed. Did you mean `recommended`?'],
    [
      'acme-lint',
      '`acme-lint` is no preset, and no package of this name is installed. Run `npm install --save-dev acme-lint`, or correct the name.',
    ],
    [
      'base.yaml',
      '`base.yaml` is no preset, and no package of this name is installed. Write `./base.yaml` for a file, or install the package.',
    ],
    ['./.npmrc', '`.npmrc` is no YAML file, so it has no lint settings. Name a file that ends in `.yaml`.'],
    [
      './lnt/base.yaml',
      'There is no file `lnt/base.yaml`, which `lint.extends` names. Correct the path: it starts at the folder of the file in which it is written.',
    ],
    [
      'https://acme.example/lint.yaml',
      '`https://acme.example/lint.yaml` is on the network, and a catalog is read from disk alone. Copy it to a file and name that, or install it as a package.',
    ],
    [
      '/etc/lint.yaml',
      '`/etc/lint.yaml` is a place on one machine, and the settings are for all of them. Name a file with `./` or `../`, from the file in which this is written, or a package.',
    ],
    [
      'empty-package',
      'The package `empty-package` has no lint settings to give. It needs a `sagac-lint.yaml`, or a file named by `sagac` in its `package.json`.',
    ],
    [
      'empty-package/../../x.yaml',
      '`empty-package/../../x.yaml` leads out of its package. Name a file with `./` or `../`, from the file in which this is written, or a package.',
    ],
  ])('says why %s cannot be extended', async (name, expected) => {
    const files = {
      '.npmrc': 'x',
      'node_modules/empty-package/package.json': '{',
      'sagac.yaml': settings(`extends: "${name}"`),
    };
    expect(await said(files)).toEqual([`sagac.yaml: ${expected}`]);
  });

  it('tells mistakes in the file that makes them', async () => {
    const said2 = (text: string) => said({ 'a.yaml': text, 'sagac.yaml': settings('extends: ./a.yaml') });
    expect(await said2('rlues: {}\n')).toEqual([
      'a.yaml: `rlues` is not a key of the lint settings. Did you mean `rules`?',
    ]);
    expect(await said2('rules: { thin-event: eror }\n')).toEqual([
      'a.yaml: `thin-event` must be one of `off`, `info`, `warning` or `error`, but is the text `eror`. Did you mean `error`?',
    ]);
    expect(await said2('rules: { thin-evnt: error }\n')).toEqual([
      'a.yaml: `thin-evnt` is no lint rule. Did you mean `thin-event`?',
    ]);
    expect(await said2('')).toEqual([
      'sagac.yaml: `a.yaml` is empty, so there is nothing to extend. Write lint settings into it, such as `rules: { thin-event: error }`, or take the entry out.',
    ]);
    expect(await said2('- a\n')).toEqual([
      'a.yaml: `a.yaml` must be a map of lint settings, but is a list. Begin with what stands under `lint` in a `sagac.yaml`, such as `rules:`.',
    ]);
    expect((await said2('lint: { rules: {} }\n'))[0]).toContain('This is a whole settings file');
    expect((await said2('extends: ./nope.yaml\n'))[0]).toContain('a.yaml: There is no file `nope.yaml`');
    expect((await said2('rules: {\n'))[0]).toMatch(/^a\.yaml: This is not valid YAML/);
  });

  it('tells files that extend each other', async () => {
    const files = {
      'a.yaml': 'extends: ./b.yaml\n',
      'b.yaml': 'extends: [strict, ./a.yaml]\n',
      'sagac.yaml': settings('extends: ./a.yaml'),
    };
    expect(await said(files)).toEqual([
      'b.yaml: These files extend each other in a circle: `a.yaml` > `b.yaml` > `a.yaml`. Take this entry out, or move what both need to a third file.',
    ]);
    expect((await said({ 'sagac.yaml': settings('extends: ./sagac.yaml') }))[0]).toContain('in a circle');
  });
});

describe('lint.overrides', () => {
  it('count for the files that fit, rule by rule, the last one winning', async () => {
    const found = await lint({
      'sagac.yaml': settings(`overrides:
  - { files: "payments/**", rules: { no-secrets: info } }
  - { files: "**/*.yaml", rules: { thin-event: off } }
  - { files: ["**", "!orders/**"], rules: { no-secrets: warning } }`),
    });
    expect(found).toEqual([`error no-secrets ${IN_ORDER}`, `warning no-secrets ${IN_PAYMENT}`]);
  });

  it('switch a rule off, and on', async () => {
    const off = settings('overrides: [{ files: ./orders/order.yaml, rules: { no-secrets: off } }]');
    expect(await lint({ 'sagac.yaml': off }, {})).not.toContain(`error no-secrets ${IN_ORDER}`);
    const on = settings('rules: { no-secrets: off }\noverrides: [{ files: "orders/*", rules: { no-secrets: info } }]');
    const found = (await lint({ 'sagac.yaml': on }, {})).filter((entry) => entry.includes('no-secrets'));
    expect(found).toEqual([`info no-secrets ${IN_ORDER}`]);
  });

  it('set options, over those of the whole catalog', async () => {
    const allow = settings('overrides: [{ files: "orders/**", rules: { no-secrets: { allow: [password] } } }]');
    expect(await lint({ 'sagac.yaml': allow })).toEqual([`error no-secrets ${IN_PAYMENT}`]);
  });

  it('set what is said about comments, too', async () => {
    const ignored = (event: string) => `events:\n  ${event}: { payload: { id: uuid } } # sagac-ignore thin-event\n`;
    const files = { 'orders/order.yaml': ignored('OrderPlaced'), 'payments/payment.yaml': ignored('PaymentTaken') };
    const overrides = 'overrides: [{ files: "orders/**", rules: { invalid-ignore: error } }]';
    const found = await lint({ ...files, 'sagac.yaml': settings(`rules: { invalid-ignore: info }\n${overrides}`) });
    expect(found.filter((entry) => entry.includes('invalid-ignore')).map((entry) => entry.split(':')[0])).toEqual([
      'error invalid-ignore orders/order.yaml',
      'info invalid-ignore payments/payment.yaml',
    ]);
  });

  it.each(['[', '(', '{', '\\', '!(', '+(a|', '{a,b', '[[:alpha:]', '***', '!', '{1..99999999}'])(
    'take %s for a glob that fits nothing',
    async (glob) => {
      const wrong = settings(`overrides: [{ files: ${JSON.stringify(glob)}, rules: {} }]`);
      expect(
        (await said({ 'sagac.yaml': wrong })).filter((line) => !line.includes('No file with definitions')),
      ).toEqual([]);
    },
  );

  it('of an extended file are weaker than the rules of the one that extends it', async () => {
    const files = {
      'a.yaml': 'overrides: [{ files: "orders/**", rules: { no-secrets: info } }]\n',
      'sagac.yaml': settings('extends: ./a.yaml\nrules: { no-secrets: warning }'),
    };
    expect((await lint(files))[0]).toBe(`warning no-secrets ${IN_ORDER}`);
  });

  it('that fit no file are told at their place, but for those of a package', async () => {
    const stale = 'overrides: [{ files: [payments, "nope/**"], rules: {} }]';
    expect(await said({ 'sagac.yaml': settings(stale) })).toEqual([
      'sagac.yaml: No file with definitions fits `payments`. Did you mean `payments/**`?',
      'sagac.yaml: No file with definitions fits `nope/**`. Correct the glob, which starts at the folder of the catalog, or take the override out.',
    ]);
    const files = {
      'node_modules/lint/package.json': '{}',
      'node_modules/lint/sagac-lint.yaml': `${stale}\n`,
      'sagac.yaml': settings('extends: lint'),
    };
    expect(await said(files)).toEqual([]);
  });

  it('have their typos told', async () => {
    const wrong = settings('overrides: [{ files: "**", rules: { no-secrts: off, no-secrets: { alow: [] } } }]');
    expect(await said({ 'sagac.yaml': wrong })).toEqual([
      'sagac.yaml: `no-secrts` is no lint rule. Did you mean `no-secrets`?',
      'sagac.yaml: The options of `no-secrets` are wrong: there is no option `alow`. Did you mean `allow`?',
    ]);
  });
});

it('settings of rules do not keep a catalog from being generated', async () => {
  const settingsText = settings(
    'rules: { no-secrets: { allow: [password] } }\noverrides: [{ files: "**", rules: {} }]',
  );
  const generate = 'generate: [{ target: json-schema, out: generated }]\n';
  const made = await generateCatalog(hostOf({ 'sagac.yaml': settingsText + generate }), ROOT);
  expect(made.diagnostics).toEqual([]);
  expect(made.outputs).toHaveLength(1);
});
