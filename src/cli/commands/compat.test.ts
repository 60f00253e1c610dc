import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { CHECK_GROUPS } from '../../compat/check.js';
import { SETTINGS, SHOP, shopThenAndNow, shopWith } from '../compat/testing/shop.js';
import { runCli, runOn } from '../testing/cli.js';

const REQUIRED = shopWith(
  ['total: Money, note: string?', 'total: Money, note: string?, basket: uuid'],
  ['1.2.0', '1.3.0'],
);
const GONE = shopWith(['total: Money, note: string?', 'total: Money'], ['1.2.0', '1.3.0']);
const NULLABLE = shopWith(['currency: string', 'currency: string|null']);

const schema = JSON.parse(readFileSync(new URL('../../../schemas/compat-report.schema.json', import.meta.url), 'utf8'));
const isReport = new Ajv2020({ strict: true }).compile(schema);

async function report(now: string, ...flags: readonly string[]) {
  const { out } = await runCli(['compat', '--format', 'json', ...flags], shopThenAndNow(now));
  const json = JSON.parse(out);
  expect(isReport(json), JSON.stringify(isReport.errors)).toBe(true);
  return json;
}

describe('compat of a catalog', () => {
  it('reports each group of changes as its schema says', async () => {
    const flow = 'flows:\n  Shopping: { owner: team-checkout, reactions: [{ on: OrderPlaced, by: payment }] }\n';
    const { comparisons } = await report(`${SHOP}${flow}`);
    expect(comparisons[0].findings.map((finding: { group: string }) => finding.group)).toEqual(['flows']);
    expect(schema.$defs.finding.properties.group.enum).toEqual(expect.arrayContaining([...CHECK_GROUPS]));
  });

  it('is silent where nothing changed, and says so to a person', async () => {
    expect(await runCli(['compat'], shopThenAndNow(SHOP))).toMatchObject({ exit: 0, out: '', err: '' });
    const { out } = await runCli(['compat', '--format', 'pretty'], shopThenAndNow(SHOP));
    expect(out).toBe('✔ shop: nothing changed since ../old\n');
  });

  it('fails where a break counts, and names the place, the readers and the version', async () => {
    const { exit, out } = await runCli(['compat'], shopThenAndNow(REQUIRED));
    expect(exit).toBe(1);
    expect(out).toMatch(/^shop\.yaml:15:\d+: error: `OrderPlaced` has a new field `basket`\. .* \[field-added\]$/m);
    expect(out).toMatch(/version of `OrderPlaced` rises from 1\.2\.0 to 1\.3\.0, and its changes ask for a major one/);
  });

  it('shows both states, who reads what, and the way round it', async () => {
    const { out } = await runCli(['compat', '--mode', 'forward', '--format', 'pretty'], shopThenAndNow(NULLABLE));
    expect(out).toMatchInlineSnapshot(`
      "type Money in OrderPlaced and TakePayment
      error[null-allowed]: \`currency\` of \`Money\` may be null now.
        ┌─ shop.yaml:6:55
        │
      6 │   Money: { fields: { amount: decimal(12.2), currency: string|null } }
        │                                                       ^^^^^^^^^^^
        ├─ shop.yaml@../old:6:55
        │
      6 │   Money: { fields: { amount: decimal(12.2), currency: string } }
        │                                                       ------ before
        │
        = breaks: forward, in json: A consumer still on the old definition does not
                  take \`null\`, which new messages may have in \`currency\` of \`Money\`.
        = also: backward in protobuf and typescript, forward in protobuf, json-schema
                and avro
        = who: \`payment\` (team-payments)
        = help: Make \`currency\` optional while all readers learn to do without it, and
                leave it out instead of writing \`null\`.
        = accept: \`sagac accept 0fdce7d6806b --reason ...\`

      event OrderPlaced 1.2.0, needs 2.0.0; backward breaks in protobuf and
      typescript, forward breaks in json, json-schema, avro and protobuf
      error[version-too-small]: The version of \`OrderPlaced\` stays 1.2.0, and its
      changes ask for a major one.
         ┌─ shop.yaml:11:14
         │
      11 │     version: 1.2.0
         │              ^^^^^
         │
         = help: Make it 2.0.0, or change it in a compatible way.

      command TakePayment 1.0.0, needs 2.0.0; backward breaks in protobuf and
      typescript, forward breaks in json, json-schema, avro and protobuf
      error[version-too-small]: The version of \`TakePayment\` stays 1.0.0, and its
      changes ask for a major one.
         ┌─ shop.yaml:25:14
         │
      25 │     version: 1.0.0
         │              ^^^^^
         │
         = help: Make it 2.0.0, or change it in a compatible way.

      ✖ shop: 3 errors since ../old
        more about a finding: \`sagac explain null-allowed\`
      "
    `);
  });

  it('shows values that would steer a terminal or begin a line as signs, whether they break or not', async () => {
    const used = shopWith(['note: string? }', 'note: string?, size: Size }']);
    const setting = shopThenAndNow(used);
    const files = {
      ...setting.files,
      '/old/shop.yaml': used,
      '/old/size.yaml': 'types:\n  Size: { enum: [s] }\n',
      '/catalog/size.yaml': 'types:\n  Size: { enum: [s, "a\\e[31mb\\n::error::c"] }\n',
    };
    for (const mode of ['full', 'none']) {
      const { out } = await runCli(['compat', '--format', 'pretty', '--mode', mode], { ...setting, files });
      expect(out).toContain('a␛[31mb␊::error::c');
      expect(out).not.toContain('\u001b');
    }
  });

  it('says of each state where nothing changed', async () => {
    const setting = shopThenAndNow(NULLABLE, 'catalog: shop\ncompat: { mode: forward, against: [../old, ../new] }\n');
    const files = { ...setting.files, '/new/sagac.yaml': 'catalog: shop\n', '/new/shop.yaml': NULLABLE };
    const pretty = await runCli(['compat', '--format', 'pretty'], { ...setting, files });
    expect(pretty.out).toContain('Compared with ../new\n  nothing changed\n');
    const markdown = await runCli(['compat', '--format', 'markdown'], { ...setting, files });
    expect(markdown.out).toContain('### Compared with ../new\n\nNothing changed.\n');
  });

  it('has reports in the published form', async () => {
    const { comparisons, compatible, summary } = await report(REQUIRED);
    expect([compatible, summary]).toEqual([false, { errors: 2, warnings: 0, infos: 0 }]);
    expect(comparisons[0].verdicts).toEqual([
      expect.objectContaining({
        id: 'OrderPlaced',
        from: '1.2.0',
        to: '1.3.0',
        declared: 'minor',
        required: 'major',
        suggested: '2.0.0',
      }),
    ]);
    expect(comparisons[0].verdicts[0].holds).toMatchObject({
      backward: { json: false, avro: false },
      forward: { json: true },
    });
    await report(NULLABLE);
    await report(SHOP);
  });

  it('names those who are known to read what breaks, and no others', async () => {
    const { comparisons } = await report(GONE.replace('note: string?', ''), '--mode', 'full');
    const text = JSON.stringify(comparisons[0].findings);
    expect(text).not.toContain('"payment"');
    const unread = shopWith(
      [
        'consumers: [{ service: payment, uses: [orderId, total] }, { service: mail, uses: [orderId, note] }]',
        'consumers: []',
      ],
      ['total: Money, note: string?', 'total: Money, note: string?, basket: uuid'],
    );
    const { out } = await runCli(['compat', '--format', 'pretty'], shopThenAndNow(unread));
    expect(out).toContain('= who: nobody is known to read it\n');
    const total = shopWith(['orderId: uuid, total: Money, note', 'orderId: uuid, sum: Money, note']);
    const hits = (await report(total, '--mode', 'forward')).comparisons[0].findings.flatMap(
      (finding: { hits: readonly { service: string; certainty: string }[] }) =>
        finding.hits.map(({ service, certainty }) => `${service} ${certainty}`),
    );
    expect(hits).toContain('payment reads');
    expect(hits).not.toContain('mail reads');
  });

  it('only warns of what nobody is known to read, where that is wanted', async () => {
    const unread = shopWith(
      [
        'consumers: [order]\n    payload: { orderId: uuid }',
        'consumers: [{ service: order, uses: [] }]\n    payload: {}',
      ],
      ['PaymentTaken:\n    version: 1.0.0', 'PaymentTaken:\n    version: 2.0.0'],
    );
    const all = await runCli(['compat', '--mode', 'full'], shopThenAndNow(unread));
    const declared = await runCli(['compat', '--mode', 'full', '--consumers', 'declared'], shopThenAndNow(unread));
    expect([all.exit, declared.exit]).toEqual([1, 0]);
    expect(declared.out).toContain(': warning: ');
    const strict = await runCli(
      ['compat', '--mode', 'full', '--consumers', 'declared', '--fail-on', 'warning'],
      shopThenAndNow(unread),
    );
    expect(strict.exit).toBe(1);
  });

  it('asks for nothing in the mode none', async () => {
    const { exit, out } = await runCli(['compat', '--mode', 'none'], shopThenAndNow(REQUIRED));
    expect([exit, out]).toEqual([0, '']);
  });

  const FORWARD = ['    producer: order\n', '    producer: order\n    compat: forward\n'] as const;
  const NONE = ['key: orderId,', 'key: orderId, compat: none,'] as const;

  it('goes by the mode of a message and of its channel', async () => {
    const ofMessage = shopThenAndNow(REQUIRED.replace(...FORWARD), SETTINGS, SHOP.replace(...FORWARD));
    expect((await runCli(['compat'], ofMessage)).out).not.toContain('field-added');
    const ofChannel = shopThenAndNow(REQUIRED.replace(...NONE), SETTINGS, SHOP.replace(...NONE));
    expect((await runCli(['compat'], ofChannel)).exit).toBe(0);
  });

  it('holds to a promise that is taken back together with what breaks it', async () => {
    expect((await runCli(['compat'], shopThenAndNow(REQUIRED.replace(...FORWARD)))).out).toContain('[field-added]');
    expect((await runCli(['compat'], shopThenAndNow(REQUIRED.replace(...NONE)))).exit).toBe(1);
    const settings = SETTINGS.replace('backward', 'none');
    expect((await runCli(['compat'], shopThenAndNow(REQUIRED, settings))).exit).toBe(1);
  });

  it('tells a version that changes alone', async () => {
    const back = await runCli(['compat'], shopThenAndNow(shopWith(['1.2.0', '1.1.0'])));
    expect([back.exit, back.out]).toEqual([
      1,
      expect.stringContaining('goes back from 1.2.0 to 1.1.0. [version-went-back]'),
    ]);
    const much = await runCli(['compat', '--format', 'pretty'], shopThenAndNow(shopWith(['1.2.0', '2.0.0'])));
    expect([much.exit, much.out]).toEqual([0, expect.stringMatching(/nothing in it\s+asks for that/)]);
  });

  it('lets a version that was never released become anything', async () => {
    const rc = (version: string) => ['1.2.0', version] as const;
    const then = shopWith(rc('1.2.0-rc.1'));
    for (const version of ['1.2.0-rc.2', '1.2.0']) {
      const { out } = await runCli(['compat'], shopThenAndNow(REQUIRED.replace('1.3.0', version), SETTINGS, then));
      expect(out).not.toContain('version-');
    }
  });

  it('compares the rest where a definition cannot be read on one side', async () => {
    const broken = REQUIRED.replace('    success: PaymentTaken\n', '    succes: PaymentTaken\n');
    const { exit, out, err } = await runCli(['compat'], shopThenAndNow(broken));
    expect(exit).toBe(1);
    expect(out).toContain('[field-added]');
    expect(out).toContain('warning: `command TakePayment` cannot be read here, and was not compared.');
    expect(err).toContain('unknown-key');
  });

  it('compares two folders with catalogs', async () => {
    const { exit, out } = await runCli(['compat', 'old', 'catalog'], { ...shopThenAndNow(REQUIRED), cwd: '/' });
    expect([exit, out]).toEqual([1, expect.stringMatching(/^catalog\/shop\.yaml:15:\d+: error: .*\[field-added\]$/m)]);
  });

  it('warns of what cannot be read in the earlier state, and refuses a state without settings', async () => {
    const then = SHOP.replace('amount: decimal(12.2)', 'amount: decimals(12.2)');
    const now = shopWith(['amount: decimal(12.2)', 'amount: long']);
    const { exit, out } = await runCli(['compat', '--fail-on', 'warning'], shopThenAndNow(now, SETTINGS, then));
    expect([exit, out]).toEqual([1, expect.stringContaining('`type Money` cannot be read in ../old')]);
    const { files } = shopThenAndNow(SHOP);
    const odd = { ...files, '/old/sagac.yaml': 'catalog: shop\ncompat: { mode: sideways }\n' };
    const closed = await runCli(['compat'], { files: odd });
    expect([closed.exit, closed.out, closed.err]).toEqual([2, '', expect.stringContaining('cannot be read in ../old')]);
  });

  it('sees who is turned from a kept major to its successor', async () => {
    const kept =
      '  PaymentTaken@1:\n    version: 1.0.0\n    producer: payment\n    channel: sales.orders\n    payload: { orderId: uuid }\n';
    const now = shopWith(
      ['  PaymentTaken:\n    version: 1.0.0', `${kept}  PaymentTaken:\n    version: 2.0.0`],
      [
        'consumers: [order]\n    payload: { orderId: uuid }',
        'consumers: [order]\n    payload: { orderId: uuid, fee: Money }',
      ],
    );
    const turned = await runCli(['compat', '--mode', 'full'], shopThenAndNow(now));
    expect([turned.exit, turned.out]).toEqual([1, expect.stringMatching(/TakePayment.*\[outcome-added\]/)]);
    const stayed = now
      .replace('success: PaymentTaken\n', 'success: PaymentTaken@1\n')
      .replace('failureOf: PaymentTaken,', 'failureOf: PaymentTaken@1,');
    expect((await runCli(['compat', '--mode', 'full'], shopThenAndNow(stayed))).out).not.toContain('TakePayment');
  });

  it('refuses what cannot be meant', async () => {
    const bare = shopThenAndNow(SHOP, 'catalog: shop\n');
    expect(await runCli(['compat'], bare)).toMatchObject({
      exit: 2,
      out: '',
      err: expect.stringContaining('Nothing is named to compare with.'),
    });
    expect(await runCli(['compat', '--against', '../nowhere'], bare)).toMatchObject({ exit: 2, out: '' });
    expect(await runCli(['compat', 'a', 'b', 'c'], bare)).toMatchObject({
      exit: 2,
      err: expect.stringContaining('only two can be compared'),
    });
    expect(await runCli(['compat', 'a', 'b', '--against', 'c'], bare)).toMatchObject({ exit: 2 });
    expect(await runCli(['compat', '--history', 'x', 'y'], bare)).toMatchObject({ exit: 2 });
    expect(await runCli(['compat', '--format', 'xml'], bare)).toMatchObject({
      exit: 2,
      err: expect.stringContaining('There is no format'),
    });
  });

  it.each(['checkstyle', 'github', 'gitlab', 'junit', 'sarif', 'markdown'])('prints %s', async (format) => {
    const { exit, out } = await runCli(['compat', '--format', format], shopThenAndNow(REQUIRED));
    expect(exit).toBe(1);
    expect(out).toContain(format === 'junit' || format === 'markdown' ? 'has a new field' : 'field-added');
  });

  it.each([
    ['compact', /shop\.yaml@\.\.\/old:\d+:\d+: error: .*\[outcome-removed\]/],
    ['github', /^::error title=outcome-removed::/m],
  ])('tells in %s where something was that is gone', async (format, place) => {
    const gone = SHOP.replace(/ {2}PaymentDeclined: .*\n/, '').replace('    failure: [PaymentDeclined]\n', '');
    const { out } = await runCli(['compat', '--mode', 'full', '--format', format], shopThenAndNow(gone));
    expect(out).toMatch(place);
  });

  it('writes a report to a file beside what it shows', async () => {
    const { out, host } = await runCli(['compat', '--format', 'markdown=comment.md'], shopThenAndNow(REQUIRED));
    expect(out).toContain('[field-added]');
    expect(host.files()['/catalog/comment.md']).toContain('❌ shop: 2 errors since ../old.');
    const over = await runOn(host, ['compat', '--format', 'json=shop.yaml']);
    expect([over.exit, over.host.files()['/catalog/shop.yaml']]).toEqual([2, REQUIRED]);
  });

  it('keeps to a narrow terminal', async () => {
    const { out } = await runCli(['compat', '--format', 'pretty'], {
      ...shopThenAndNow(REQUIRED),
      env: { COLUMNS: '40' },
    });
    const prose = out.split('\n').filter((line) => !/│|┌|├|accept|^event/.test(line));
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(44);
  });
});

describe('accepted breaks', () => {
  async function accepted(...flags: readonly string[]) {
    const first = await report(REQUIRED);
    const prints: readonly string[] = first.comparisons[0].findings.map(
      (finding: { fingerprint: string }) => finding.fingerprint,
    );
    return runCli(
      ['accept', ...prints, '--reason', 'Agreed: "all" deploy at once', ...flags],
      shopThenAndNow(REQUIRED),
    );
  }

  it('fail no more, and are told', async () => {
    const { exit, host, err } = await accepted('--until', '2026-12-31');
    expect(exit).toBe(0);
    expect(err).toContain('Commit `sagac.accepted.yaml`.');
    expect(host.files()['/catalog/sagac.accepted.yaml']).toMatch(
      /^# Breaks.*\n\naccepted:\n {2}- fingerprint: "?[0-9a-f]{12}"?\n {4}what: .*\n {4}reason: '?Agreed: "all" deploy at once'?\n {4}date: "?2026-06-01"?\n {4}until: "?2026-12-31"?\n/,
    );
    expect(await runOn(host, ['compat'])).toMatchObject({ exit: 0, out: '' });
    expect((await runOn(host, ['compat', '--format', 'pretty'])).out).toContain(
      'Accepted: Agreed: "all" deploy at once',
    );
    expect((await runOn(host, ['lint'])).out).not.toContain('sagac.accepted.yaml');
  });

  it('are found where their time is over', async () => {
    const { host } = await accepted('--until', '2026-06-01');
    const files = host.files();
    const later = await runCli(['compat'], { files, now: Date.UTC(2026, 5, 2) });
    expect(later.exit).toBe(1);
    expect(later.out).toMatch(
      /sagac\.accepted\.yaml:4:\d+: warning: The acceptance .* counted until 2026-06-01.*\[acceptance-expired\]/,
    );
  });

  it('are found where nothing is left that they are for', async () => {
    const { host } = await accepted();
    const files = { ...host.files(), '/catalog/shop.yaml': SHOP };
    const mended = await runCli(['compat'], { files, now: Date.UTC(2026, 5, 2) });
    expect(mended.exit).toBe(0);
    expect(mended.out.match(/acceptance-unmatched/g)).toHaveLength(2);
  });

  it('keep what people wrote in the file', async () => {
    const text =
      '# ours\naccepted:\n  # by the board\n  - { fingerprint: aaaaaaaaaaaa, reason: old, date: 2026-01-02 } # keep\n';
    const setting = shopThenAndNow(REQUIRED);
    const files = { ...setting.files, '/catalog/sagac.accepted.yaml': text };
    const { out } = await runCli(['compat', '--format', 'json'], { ...setting, files });
    const [{ fingerprint }] = JSON.parse(out).comparisons[0].findings;
    const { host } = await runCli(['accept', fingerprint.slice(0, 6), '--reason', 'x'], { ...setting, files });
    const after = host.files()['/catalog/sagac.accepted.yaml'] ?? '';
    for (const line of ['# ours', '# by the board', 'aaaaaaaaaaaa', '# keep', fingerprint])
      expect(after).toContain(line);
  });

  it('need a fingerprint that is found, a reason and a day to come', async () => {
    const setting = shopThenAndNow(REQUIRED);
    const refused = async (...argv: readonly string[]) => {
      const { exit, err, host } = await runCli(['accept', ...argv], setting);
      expect(host.files()['/catalog/sagac.accepted.yaml']).toBeUndefined();
      expect(exit).toBe(2);
      return err;
    };
    expect(await refused('ffffffffffff', '--reason', 'x')).toContain('has the fingerprint `ffffffffffff`');
    expect(await refused('f', '--reason', ' ')).toContain('The reason is empty.');
    expect(await refused('f', '--reason', 'x', '--until', '2026-02-30')).toContain('is no day');
    expect(await refused('f', '--reason', 'x', '--until', '2026-05-31')).toContain('is over already');
  });

  it.each([
    ['accepted: 3\n', '`accepted` is not a list'],
    ['accepted:\n  - { fingerprint: xyz, reason: r, date: 2026-01-01 }\n', '12 hexadecimal digits'],
    ['accepted:\n  - { fingerprint: aaaaaaaaaaaa, date: 2026-01-01 }\n', '`reason` needs a text'],
    ['accepted:\n  - { fingerprint: aaaaaaaaaaaa, reason: r, date: soon }\n', '`date` is not a day'],
    ['accepted: [\n', 'it is no YAML'],
  ])('tells what is wrong with a file %j', async (text, reason) => {
    const setting = shopThenAndNow(SHOP, SETTINGS);
    const { exit, err } = await runCli(['compat'], {
      ...setting,
      files: { ...setting.files, '/catalog/sagac.accepted.yaml': text },
    });
    expect([exit, err]).toEqual([2, expect.stringContaining(reason)]);
    expect(err).toMatch(/sagac\.accepted\.yaml:\d+:\d+/);
  });
});
