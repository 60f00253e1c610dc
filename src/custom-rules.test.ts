import { describe, expect, it } from 'vitest';
import { HostError } from './host.js';
import { rules as builtIn } from './lint/rules/index.js';
import { createMemoryHost, type MemoryHostOptions } from './memory-host.js';
import { type CheckOptions, checkCatalog } from './pipeline.js';

const ROOT = '/srv/shop';

const DEFINITIONS = `services: { order: { owner: team-checkout } }
channels:
  orders: { broker: kafka, partitions: 3 }
  acme.payments: { broker: kafka }
events:
  OrderPlaced: { producer: order, channel: orders, payload: { orderId: uuid, total: int }, x-team: checkout }
  OrderRefused: { producer: order, channel: orders, failureOf: OrderPlaced, payload: { orderId: uuid } }
`;

const PARTS = `summary: Require it.
    why: It matters. Really.
    bad: "types: {}"
    good: "types: {}"`;

/** A rule without code about channels, with the parts that a test is about. */
const ruleFile = (parts: string, id = 'acme/rule') =>
  `rules:\n  ${id}:\n    ${PARTS}\n    ${parts.replaceAll('\n', '\n    ')}\n`;

interface Setting {
  readonly files?: Readonly<Record<string, string>>;
  readonly plugins?: string;
  /** More of the lint settings. */
  readonly lint?: string;
  readonly options?: CheckOptions;
  readonly host?: MemoryHostOptions;
}

async function check({ files = {}, plugins = './acme.yaml', lint = '', options = {}, host = {} }: Setting) {
  const settings = `catalog: shop\nlint:\n  extends: minimal\n  plugins: [${plugins}]\n${lint}`;
  const all = { 'sagac.yaml': settings, 'a.yaml': DEFINITIONS, ...files };
  const placed = Object.entries(all).map(([path, text]) => [path.startsWith('/') ? path : `${ROOT}/${path}`, text]);
  return checkCatalog(createMemoryHost(Object.fromEntries(placed), host), ROOT, options);
}

/** What is said apart from the built-in rules: `severity code file: pointed text | message help`. */
async function found(setting: Setting): Promise<readonly string[]> {
  const { diagnostics, texts } = await check(setting);
  const others = diagnostics.filter(({ code }) => !builtIn.some(({ id }) => id === code));
  return others.map(({ code, severity, span, message, help }) => {
    const pointed = span && texts.get(span.file)?.slice(span.start, span.end);
    return `${severity} ${code} ${span?.file}: ${pointed} | ${message} ${help ?? ''}`.trim();
  });
}

const declared = (parts: string, more: Setting = {}) =>
  found({ ...more, files: { 'acme.yaml': ruleFile(parts), ...more.files } });

describe('rules without code', () => {
  it('select, ask and point', async () => {
    const parts = `severity: error
select: channel
where: broker == "kafka"
assert: id.startsWith("acme.")
message: "\`{id}\` of {broker} with {partitions} partitions does not begin with \`acme.\`."
help: "Call it \`acme.{id}\`."
at: partitions`;
    expect(await declared(parts)).toEqual([
      'error acme/rule a.yaml: partitions | `orders` of kafka with 3 partitions does not begin with `acme.`. Call it `acme.orders`.',
    ]);
  });

  it('point at the nearest key that is there, and at the name without any', async () => {
    const at = async (path: string) =>
      (
        await declared(`select: event\nwhere: '!isFailure'\nassert: 'false'\nmessage: "\`{id}\`."\nat: ${path}`)
      )[0]?.split(' | ')[0];
    expect(await at('payload.total')).toBe('warning acme/rule a.yaml: total');
    expect(await at('payload.missing')).toBe('warning acme/rule a.yaml: payload');
    expect(await at('wire')).toBe('warning acme/rule a.yaml: OrderPlaced');
    expect(await at('"payload.{fields.filter(f, f.type == \\"int\\")[0].name}"')).toBe(
      'warning acme/rule a.yaml: total',
    );
  });

  it('take several kinds and several conditions', async () => {
    const parts = `select: [event, service]
assert: ['id != "order"', 'kind != "event" || tags.size() > 0']
message: "\`{id}\` is a {kind}."`;
    expect((await declared(parts)).map((line) => line.split(' | ')[1])).toEqual([
      '`order` is a service.',
      '`OrderPlaced` is a event.',
      '`OrderRefused` is a event.',
    ]);
  });

  it('know the graph, the fields and what is written', async () => {
    const parts = `select: event
assert: 'isFailure || failures.size() == 0 || !fields.exists(f, f.name == "total" && f.type == "int") || written["x-team"] != "checkout"'
message: "\`{id}\` of {owner}: {failures}; {fields.map(f, f.name)}."`;
    expect((await declared(parts)).map((line) => line.split(' | ')[1])).toEqual([
      '`OrderPlaced` of team-checkout: OrderRefused; orderId, total.',
    ]);
  });

  it.each([
    ['assert: idd == "a"', 'idd', '`assert` of `acme/rule` is no CEL: unknown variable: idd. Did you mean `id`?'],
    [
      'assert: partitions',
      'partitions',
      '`assert` of `acme/rule` is no CEL: it is int, not true or false. Correct it; docs/custom-rules.md lists what conditions may use.',
    ],
    [
      'assert: "id =="',
      '"id =="',
      '`assert` of `acme/rule` is no CEL: something is missing at its end. Correct it; docs/custom-rules.md lists what conditions may use.',
    ],
    [
      'assert: id < 3',
      'id < 3',
      '`assert` of `acme/rule` is no CEL: no such overload: string < int. Correct it; docs/custom-rules.md lists what conditions may use.',
    ],
  ])('have a mistake in CEL told at its place: %s', async (parts, pointed, message) => {
    const lines = await declared(`${parts}\nselect: channel\nmessage: "\`{id}\`."`);
    expect(lines).toEqual([`error invalid-condition acme.yaml: ${pointed} | ${message}`]);
  });

  it('have mistakes told in messages, in fields, and for the kind that they are one of', async () => {
    expect(
      (await declared('select: event\nassert: fields.all(f, f.nme == "a")\nmessage: "{idd}"')).map(
        (line) => line.split(' | ')[1],
      ),
    ).toEqual([
      '`assert` of `acme/rule` is no CEL: no such key: nme. Did you mean `name`?',
      '`message` of `acme/rule` is no CEL: unknown variable: idd. Did you mean `id`?',
    ]);
    const [line] = await declared('select: [event, command]\nassert: producer == "a"\nmessage: "{id}"');
    expect(line).toContain('`assert` of `acme/rule` is no CEL about a command: unknown variable: producer.');
  });

  it('have a condition that cannot be worked out told once', async () => {
    const lines = await declared('select: event\nassert: written["x-cost"] > 3\nmessage: "`{id}`."');
    expect(lines).toEqual([
      'error condition-fails acme.yaml: written["x-cost"] > 3 | A condition of the rule `acme/rule` cannot be worked out for the event `OrderPlaced`: no such key: x-cost. Ask first whether what it needs is there, such as `"x-team" in written && ...`.',
    ]);
  });

  it('have mistakes of shape told with their place', async () => {
    const lines = await found({ files: { 'acme.yaml': 'rules:\n  acme/rule: { selct: event }\n  Acme: {}\n' } });
    expect(lines.join('\n')).toContain('acme.yaml: selct | `selct` is not a key of a rule. Did you mean `select`?');
    expect(lines.join('\n')).toContain(
      'acme.yaml: Acme | `Acme` cannot be a name here: it must be an id such as `acme/channel-prefix`',
    );
    expect(await found({ files: { 'acme.yaml': '' } })).toEqual([
      'error rules-empty sagac.yaml: ./acme.yaml | `acme.yaml` is empty, so it has no rules. Write `rules:` into it, or take it out of `lint.plugins`.',
    ]);
  });
});

/** A rule with code that speaks of every event. */
const CODE = {
  id: 'acme/code',
  severity: 'warning',
  summary: 'Require it.',
  why: 'It matters. Really.',
  bad: 'types: {}',
  good: 'types: {}',
  // biome-ignore lint/suspicious/noExplicitAny: a plugin may be plain JavaScript.
  check({ catalog, report }: any) {
    for (const event of catalog.events.values())
      report({ span: event.nameSpan, message: `\`${event.id}\`.`, element: event });
  },
};

async function coded(module: unknown, more: Setting = {}) {
  const host = { modules: { [`${ROOT}/acme.js`]: module }, ...more.host };
  return found({ plugins: './acme.js', ...more, host, files: { 'acme.js': '', ...more.files } });
}

const ON_EVENTS = [
  'warning acme/code a.yaml: OrderPlaced | `OrderPlaced`.',
  'warning acme/code a.yaml: OrderRefused | `OrderRefused`.',
];

describe('rules of modules', () => {
  it.each([
    ['rules', { rules: [CODE] }],
    ['a list by default', { default: [CODE] }],
    ['an object with rules by default', { default: { rules: [CODE] } }],
  ])('are exported as %s', async (_, module) => {
    expect(await coded(module)).toEqual(ON_EVENTS);
  });

  it('take severity, options, overrides, comments and --rule as any other', async () => {
    const schema = { type: 'object', properties: { word: { type: 'string' } }, additionalProperties: false };
    const rule = {
      ...CODE,
      options: { schema, defaults: { word: 'so' } },
      // biome-ignore lint/suspicious/noExplicitAny: as above.
      check({ catalog, options, report }: any) {
        for (const { nameSpan: span } of catalog.events.values()) report({ span, message: options.word });
      },
    };
    const lint = (more: string) => coded({ rules: [rule] }, { lint: more });
    expect(await lint('  rules: { acme/code: { severity: error, word: no } }\n')).toEqual([
      'error acme/code a.yaml: OrderPlaced | no',
      'error acme/code a.yaml: OrderRefused | no',
    ]);
    expect(await lint('  rules: { acme/code: off }\n')).toEqual([]);
    expect(await lint('  rules: { acme/code: { wrd: no } }\n')).toContain(
      'error invalid-rule-options sagac.yaml: wrd | The options of `acme/code` are wrong: there is no option `wrd`. Did you mean `word`?',
    );
    expect(await lint('  overrides: [{ files: "**", rules: { acme/code: { word: maybe } } }]\n')).toEqual([
      'warning acme/code a.yaml: OrderPlaced | maybe',
      'warning acme/code a.yaml: OrderRefused | maybe',
    ]);
    expect((await lint('  rules: { acme/cod: off }\n'))[2]).toContain(
      '`acme/cod` is no lint rule. Did you mean `acme/code`?',
    );
    const ignored = DEFINITIONS.replace(/^ {2}OrderPlaced/m, '  # sagac-ignore acme/code -- known\n  OrderPlaced');
    expect(await coded({ rules: [CODE] }, { files: { 'a.yaml': ignored } })).toEqual([ON_EVENTS[1]]);
    expect(await coded({ rules: [CODE] }, { options: { only: ['acme/code'] } })).toEqual(ON_EVENTS);
  });

  it('run in the preset that they name', async () => {
    expect(await coded({ rules: [{ ...CODE, preset: 'strict' }] })).toEqual([]);
  });

  it.each([
    ['nothing', undefined, 'exports no list `rules`'],
    ['a rule that is none', { rules: [7] }, 'has no rule at position 1 of `rules`'],
    ['a rule without an id', { rules: [CODE, {}] }, 'has a rule without an `id` at position 2 of `rules`'],
    [
      'a wrong id',
      { rules: [{ ...CODE, id: 'Acme!' }] },
      'has a rule `Acme!`, which is no id: small letters, digits and `-`, with one `/` at most',
    ],
    ['no text', { rules: [{ ...CODE, why: ' ' }] }, 'has a rule `acme/code` without a text `why`'],
    ['no function', { rules: [{ ...CODE, check: 1 }] }, 'has a rule `acme/code` without a function `check`'],
    [
      'a wrong severity',
      { rules: [{ ...CODE, severity: 'fatal' }] },
      'has a rule `acme/code` whose `severity` is none of `info`, `warning`, `error`',
    ],
    [
      'options without a schema',
      { rules: [{ ...CODE, options: {} }] },
      'has a rule `acme/code` whose `options` have no `schema` or no `defaults`',
    ],
    [
      'an id of sagac',
      { rules: [{ ...CODE, id: 'no-secrets' }] },
      'has a rule `no-secrets`, and sagac itself has one of the same id',
    ],
    [
      'a code of sagac',
      { rules: [{ ...CODE, id: 'yaml-syntax' }] },
      'has a rule `yaml-syntax`, and sagac itself has one of the same id',
    ],
    ['an id twice', { rules: [CODE, CODE] }, 'has a rule `acme/code`, and `./acme.js` has one of the same id'],
    [
      'a module that throws',
      () => {
        throw new TypeError('x is\nbad');
      },
      'cannot be loaded: `TypeError: x is`',
    ],
    [
      'a getter that throws',
      {
        get rules() {
          throw 'no';
        },
      },
      'cannot be looked at: `no`',
    ],
    [
      'TypeScript that nothing reads',
      () => {
        throw new HostError('ENOTYPESCRIPT', `${ROOT}/acme.js`, 'no');
      },
      'is in TypeScript, and nothing that reads it is installed',
    ],
    [
      'a package that is missing',
      () => {
        throw Object.assign(new Error("Cannot find package 'sagac' imported from x"), { code: 'ERR_MODULE_NOT_FOUND' });
      },
      'imports `sagac`, which is not installed',
    ],
  ])('are told at the place that names them: %s', async (_, module, problem) => {
    const lines = await coded(module);
    expect(lines.at(-1)).toContain(`error invalid-plugin sagac.yaml: ./acme.js | The plugin \`./acme.js\` ${problem}.`);
  });

  it('tell a schema of options that is none', async () => {
    const rule = { ...CODE, options: { schema: { type: 'objct' }, defaults: {} } };
    expect((await coded({ rules: [rule] }))[0]).toContain('whose `options.schema` is no JSON Schema: ');
  });

  const span = { file: 'a.yaml', start: 0, end: 3 };
  const reports = (finding: unknown) => ({
    // biome-ignore lint/suspicious/noExplicitAny: what a plugin may do wrong.
    check({ report }: any) {
      report({ span, message: 'fine' });
      report(finding);
    },
  });
  it.each([
    ['throws', { check: () => JSON.parse('{') }, 'throws `SyntaxError: '],
    ['throws what is no error', { check: () => Promise.reject.call(null) }, 'throws `TypeError: '],
    ['waits', { check: async () => undefined }, 'gives a promise, and a rule waits for nothing'],
    ['rejects', { check: () => Promise.reject(new Error('later')) }, 'gives a promise, and a rule waits for nothing'],
    ['reports nothing', reports(undefined), 'reports what is no finding'],
    ['reports no message', reports({ span }), 'reports a finding without a message'],
    ['reports no place', reports({ message: 'a' }), 'reports a place that is not in the catalog'],
    [
      'reports a place in no file',
      reports({ message: 'a', span: { ...span, file: '/etc/passwd' } }),
      'reports a place that is not in the catalog',
    ],
    [
      'reports a place behind the end',
      reports({ message: 'a', span: { ...span, end: 9999 } }),
      'reports a place that is not in the catalog',
    ],
    [
      'reports a place backwards',
      reports({ message: 'a', span: { ...span, start: 4 } }),
      'reports a place that is not in the catalog',
    ],
    ['reports a fix of nothing', reports({ message: 'a', span, fix: {} }), 'reports a `fix` that is none'],
    [
      'reports a fix elsewhere',
      reports({
        message: 'a',
        span,
        fix: { title: 'T', safety: 'safe', edits: [{ span: { ...span, file: 'b' }, text: '' }] },
      }),
      'reports a `fix` that is none',
    ],
    [
      'reports labels elsewhere',
      reports({ message: 'a', span, labels: [{ text: 'a' }] }),
      'reports `labels` that are none',
    ],
    [
      'reports no element',
      reports({ message: 'a', span, element: 'OrderPlaced' }),
      'reports an `element` that is no definition',
    ],
    ['reports help that is none', reports({ message: 'a', span, help: 7 }), 'reports a `help` that is no text'],
  ])('do no harm when one %s', async (_, parts, problem) => {
    const lines = await coded({
      rules: [
        { ...CODE, ...parts },
        { ...CODE, id: 'acme/other' },
      ],
    });
    const faults = lines.filter((line) => line.startsWith('error rule-fails'));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`sagac.yaml: ./acme.js | The rule \`acme/code\` of \`./acme.js\` ${problem}`);
    expect(lines.filter((line) => line.includes('acme/other'))).toHaveLength(2);
  });
});

describe('plugins', () => {
  it('come from packages, and from files that are extended', async () => {
    const files = {
      '/srv/node_modules/@acme/rules/package.json': '{ "exports": { ".": { "import": "./main.js" } } }',
      '/srv/node_modules/@acme/rules/main.js': '',
      '/srv/node_modules/lint/package.json': '{}',
      '/srv/node_modules/lint/sagac-lint.yaml': 'plugins: [./more.yaml]\n',
      '/srv/node_modules/lint/more.yaml': ruleFile('select: service\nassert: "false"\nmessage: "`{id}`."'),
    };
    const host = { modules: { '/srv/node_modules/@acme/rules/main.js': { rules: [CODE] } } };
    expect(await found({ files, host, plugins: '"@acme/rules"', lint: '' })).toEqual(ON_EVENTS);
    const settings = 'catalog: shop\nlint: { extends: [minimal, lint] }\n';
    expect(await found({ files: { ...files, 'sagac.yaml': settings }, host })).toEqual([
      'warning acme/rule a.yaml: order | `order`.',
    ]);
  });

  it.each([
    ['./nope.yaml', 'There is no file `nope.yaml`, which `lint.plugins` names.'],
    ['nope', 'There is no package `nope`, which `lint.plugins` names.'],
    ['./a.txt', '`a.txt` is neither YAML nor a module, so it has no rules.'],
  ])('that are not there are told: %s', async (plugins, message) => {
    const lines = await found({ plugins, files: { 'a.txt': '' } });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`sagac.yaml: ${plugins} | ${message}`);
  });

  it('with code are left out where it is not to run; those without code stay', async () => {
    const module = () => {
      throw new Error('it ran');
    };
    const files = { 'acme.js': '', 'acme.yaml': ruleFile('select: service\nassert: "false"\nmessage: "`{id}`."') };
    const setting = {
      files,
      plugins: './acme.js, ./acme.yaml',
      lint: '  rules: { acme/code: error }\n',
      host: { modules: { [`${ROOT}/acme.js`]: module } },
    };
    const expected = ['warning acme/rule a.yaml: order | `order`.'];
    expect(await found({ ...setting, options: { plugins: false } })).toEqual(expected);
    const env = { SAGAC_NO_PLUGINS: '1' };
    expect(await found({ ...setting, host: { ...setting.host, env } })).toEqual(expected);
    const { rules } = await check({ ...setting, options: { plugins: false } });
    expect(rules?.leftOut).toEqual(['./acme.js']);
  });

  it('that are left out leave comments about their rules alone', async () => {
    const ignored = DEFINITIONS.replace(/^ {2}OrderPlaced/m, '  # sagac-ignore acme/code -- known\n  OrderPlaced');
    const files = { 'acme.js': '', 'a.yaml': ignored };
    expect(await found({ files, plugins: './acme.js', options: { plugins: false } })).toEqual([]);
  });
});
