import { describe, expect, it } from 'vitest';
import type { OperatedBroker } from '../../runtime/index.js';
import { brokerWith, DEAD, runDlq } from './testing/dlq.js';

const TYPO = 'orders.mial.dead';

/** What is done with a channel, as typed. */
const ACTS: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['list', ['list']],
  ['list for programs', ['list', '--json']],
  ['list without a catalog', ['list', '--no-catalog']],
  ['list beside a channel that is there', ['list', '--channel', DEAD]],
  ['show', ['show', '0']],
  ['replay of one', ['replay', '0']],
  ['replay of all', ['replay', '--all', '--yes']],
  ['discard', ['discard', '--all', '--why', 'load test', '--yes']],
];

/** The broker of the shop is NATS; it has made one of these two channels of dead letters. */
const SHOP = {
  '/shop/sagac.yaml': 'catalog: shop\n',
  '/shop/a.yaml': `
services:
  order: { owner: team-checkout }
  mail: { owner: team-mail }
  stock: { owner: team-stock }
channels:
  orders: { key: orderId, broker: nats }
events:
  OrderPlaced:
    { version: 1.0.0, producer: order, channel: orders, payload: { orderId: string }, consumers: [{ service: mail }, { service: stock }] }
`,
};
const NOT_MADE = 'orders.stock.dead';

/** As RabbitMQ without its management plugin. */
function withoutNames(broker: OperatedBroker): OperatedBroker {
  return { ...broker, channels: () => Promise.reject(new Error('only the management plugin knows')) };
}

describe('a channel that neither the broker nor the catalog knows', () => {
  it.each(ACTS)('is refused with what was probably meant: %s', async (_, args) => {
    const broker = await brokerWith({ m1: {} });
    const { exit, out, err } = await runDlq(broker, [...args, '--channel', TYPO]);
    expect([exit, out]).toEqual([2, '']);
    expect(err).toBe(
      `error: There is no channel of dead letters \`${TYPO}\` at nats://host:4222.\n  help: Did you mean \`${DEAD}\`?\n`,
    );
  });

  it.each(ACTS)('is refused, too, where the broker cannot list what it has: %s', async (_, args) => {
    const broker = withoutNames(await brokerWith({ m1: {} }));
    const { exit, out, err } = await runDlq(broker, [...args, '--channel', TYPO]);
    expect([exit, out]).toEqual([2, '']);
    expect(err).toContain(`no channel of dead letters \`${TYPO}\``);
    expect(err).toContain('help: Look with `sagac dlq list`');
  });

  it('is refused where nothing is like it, with where to look', async () => {
    const { exit, err } = await runDlq(await brokerWith({ m1: {} }), ['list', '--channel', 'somewhere-else']);
    expect([exit, err.split('\n')[1]]).toEqual([
      2,
      '  help: Look with `sagac dlq list` which there are, or with `sagac dlq list --no-catalog` which the broker has.',
    ]);
  });

  it('is refused once for each', async () => {
    const args = ['list', '--channel', TYPO, '--channel', 'nowhere.dead'];
    const { err } = await runDlq(await brokerWith({ m1: {} }), args);
    expect(err.match(/^error: /gm)).toHaveLength(2);
  });

  it('is compared with those of the catalog', async () => {
    const setting = { files: SHOP, cwd: '/shop' };
    const broker = await brokerWith({ m1: {} });
    for (const args of [['list'], ['show', '0'], ['replay', '0']]) {
      const { exit, err } = await runDlq(broker, [...args, '--channel', 'orders.stok.dead'], setting);
      expect([exit, err]).toEqual([2, expect.stringContaining(`Did you mean \`${NOT_MADE}\``)]);
    }
  });
});

describe('a channel that only the catalog knows', () => {
  const setting = { files: SHOP, cwd: '/shop' };

  it('has no letters', async () => {
    const broker = await brokerWith({ m1: { in: 'other.dead' } });
    const listed = await runDlq(broker, ['list', '--channel', NOT_MADE], setting);
    expect([listed.exit, listed.err]).toEqual([0, '']);
    const named = await runDlq(broker, ['list', '/shop', '--channel', NOT_MADE], { ...setting, cwd: '/' });
    expect([named.exit, named.err]).toEqual([0, '']);
    const replayed = await runDlq(broker, ['replay', '--all', '--yes', '--channel', NOT_MADE], setting);
    expect([replayed.exit, replayed.err]).toEqual([0, expect.stringContaining('there is nothing to replay')]);
    const shown = await runDlq(broker, ['show', '0', '--channel', NOT_MADE], setting);
    expect([shown.exit, shown.err]).toEqual([2, expect.stringContaining('has no letter `0`')]);
  });

  it('is asked for at the kind of broker that it is on', async () => {
    const args = ['list', '--channel', NOT_MADE, '--broker', 'kafka://host'];
    const { exit, err } = await runDlq(await brokerWith({}), args, setting);
    expect([exit, err]).toEqual([2, expect.stringContaining('no channel of dead letters')]);
  });

  it('does not count where the catalog is left out', async () => {
    const { exit } = await runDlq(await brokerWith({}), ['list', '--no-catalog', '--channel', NOT_MADE], setting);
    expect(exit).toBe(2);
  });

  it('is told of in a list that is empty, which may be of a wrong broker', async () => {
    const empty = await brokerWith({ m1: {} });
    await empty.removeDeadLetter(DEAD, '0');
    const some = await runDlq(empty, ['list'], setting);
    expect([some.exit, some.out]).toEqual([
      0,
      'No dead letters in 2 channels at nats://host:4222, which has 1 of them.\n',
    ]);
    const none = await runDlq(await brokerWith({}), ['list'], { ...setting, env: { COLUMNS: '120' } });
    expect([none.exit, none.out.replace('\n', ' ')]).toEqual([
      0,
      'No dead letters: nats://host:4222 has none of the 2 channels that the catalog names. Is it the right broker? ',
    ]);
    const { out } = await runDlq(empty, ['list', '--json'], setting);
    expect(JSON.parse(out).channels).toMatchObject([
      { channel: DEAD, exists: true },
      { channel: NOT_MADE, exists: false, count: 0 },
    ]);
  });
});
