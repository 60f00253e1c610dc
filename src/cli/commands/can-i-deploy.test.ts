import { describe, expect, it } from 'vitest';
import { SHOP, shopWith } from '../compat/testing/shop.js';
import { type CliSetting, runCli } from '../testing/cli.js';

const DEPLOYMENTS = `states: ./{service}-{version}
environments:
  production: { order: 1, payment: { version: "2", state: ../old }, mail: 1 }
  empty: {}
`;

/** What runs was built from the shop as it was, in folders of its own; the catalog is the shop as it is. */
function running(now: string, deployments: string = DEPLOYMENTS): CliSetting {
  const state = (folder: string) => [
    [`${folder}/sagac.yaml`, 'catalog: shop\n'],
    [`${folder}/shop.yaml`, SHOP],
  ];
  const states = ['/old', '/catalog/order-1', '/catalog/mail-1'].flatMap(state);
  return {
    now: Date.UTC(2026, 5, 1),
    files: {
      ...Object.fromEntries(states),
      '/catalog/sagac.yaml': 'catalog: shop\ncompat: { mode: none }\n',
      '/catalog/shop.yaml': now,
      '/catalog/sagac.deployments.yaml': deployments,
    },
  };
}

describe('can-i-deploy', () => {
  it('says yes where nothing changed, and where nothing runs', async () => {
    expect(await runCli(['can-i-deploy', 'order', '--to', 'production'], running(SHOP))).toMatchObject({
      exit: 0,
      out: 'Yes: order (as it is here) fits what runs in production (order 1, payment 2,\nmail 1).\n',
    });
    const empty = await runCli(['can-i-deploy', 'order@1', '--to', 'empty'], running(SHOP));
    expect([empty.exit, empty.out]).toEqual([0, 'Yes: order (1) can be deployed, as nothing runs in empty yet.\n']);
  });

  it('names who cannot read what the new version writes', async () => {
    const now = shopWith(['orderId: uuid, total: Money, note', 'orderId: uuid, sum: Money, note']);
    const { exit, out } = await runCli(['can-i-deploy', 'order', '--to', 'production'], running(now));
    expect(exit).toBe(1);
    expect(out).toMatch(/^No: order \(as it is here\) does not fit one service in production\./);
    expect(out).toMatch(/^payment 2\n- `payment` cannot read `OrderPlaced` of `order`:/m);
    // The mail service reads other fields, and the order service writes and does not read it.
    expect(out).not.toMatch(/^mail 1|^order 1/m);
  });

  it('shows an environment whose name would steer a terminal as signs', async () => {
    const { out } = await runCli(
      ['can-i-deploy', 'order', '--to', 'a\u001b[31m'],
      running(SHOP, `${DEPLOYMENTS}  "a\\e[31m": {}\n`),
    );
    expect(out).toBe('Yes: order (as it is here) can be deployed, as nothing runs in a␛[31m yet.\n');
  });

  it('names what the new version cannot read of others', async () => {
    const now = shopWith([
      'consumers: [order]\n    payload: { orderId: uuid }',
      'consumers: [order]\n    payload: { orderId: uuid, fee: Money }',
    ]);
    const { exit, out } = await runCli(['can-i-deploy', 'order', '--to', 'production'], running(now));
    expect([exit, out]).toEqual([1, expect.stringContaining('- `order` cannot read `PaymentTaken` of `payment`:')]);
    // What payment writes anew, the old order can read.
    const other = await runCli(['can-i-deploy', 'payment', '--to', 'production'], running(now));
    expect([other.exit, other.out]).toEqual([0, expect.stringMatching(/^Yes/)]);
  });

  it('asks whether somebody waits for what is not written any more', async () => {
    const now = shopWith(
      [
        '  PaymentTaken:\n    version: 1.0.0\n    producer: payment',
        '  PaymentTaken:\n    version: 1.0.0\n    producer: order',
      ],
      ['handler: payment', 'handler: order'],
    );
    const { exit, out } = await runCli(['can-i-deploy', 'payment', '--to', 'production'], running(now));
    expect(exit).toBe(1);
    expect(out).toMatch(/^- `order` waits for `PaymentTaken`, and this `payment` does not write it\./m);
    expect(out).toContain('[message-not-written]');
  });

  it('answers for programs', async () => {
    const now = shopWith(['orderId: uuid, total: Money, note', 'orderId: uuid, sum: Money, note']);
    const { out } = await runCli(['can-i-deploy', 'order', '--to', 'production', '--format', 'json'], running(now));
    const answer = JSON.parse(out);
    expect(answer).toMatchObject({ version: 1, service: 'order', environment: 'production', deployable: false });
    expect(answer.running).toContainEqual({ service: 'payment', version: '2', state: '../old' });
    expect(answer.problems[0]).toMatchObject({ with: 'payment', how: 'is-read', message: 'OrderPlaced' });
  });

  it.each([
    [['order', '--to', 'prod'], 'no environment `prod`'],
    [['orders', '--to', 'production'], 'has no service `orders`'],
    [['order@9', '--to', 'production'], 'order-9'],
    [['order', '--to', 'production', '--deployments', 'nope.yaml'], 'no file of deployments `nope.yaml`'],
  ])('refuses %j', async (argv, reason) => {
    const { exit, out, err } = await runCli(['can-i-deploy', ...argv], running(SHOP));
    expect([exit, out, err]).toEqual([2, '', expect.stringContaining(reason)]);
  });

  it.each([
    ['environments: 3\n', '`environments` is not a map'],
    ['environments: { production: { order: [1] } }\n', 'a map is expected here'],
    ['environments: { production: { order: { state: x } } }\n', '`version` needs a text'],
    ['states: [x]\nenvironments: {}\n', '`states` is a text'],
    ['envs: {}\n', 'nothing is known of `envs`'],
  ])('tells what is wrong with a file %j', async (text, reason) => {
    const { exit, err } = await runCli(['can-i-deploy', 'order', '--to', 'production'], running(SHOP, text));
    expect([exit, err]).toEqual([2, expect.stringContaining(reason)]);
  });

  it('gives no answer from half a catalog', async () => {
    const { exit, err } = await runCli(
      ['can-i-deploy', 'order', '--to', 'production'],
      running(`${SHOP}  Odd: { nope: 1 }\n`),
    );
    expect([exit, err]).toEqual([2, expect.stringContaining('The catalog has errors in the catalog here')]);
  });
});
