import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { channelNaming } from './channel-naming.js';

const named = (...names: readonly string[]) => `channels:\n${names.map((name) => `  ${name}: {}\n`).join('')}`;
const odd = (name: string, count: number, like: string) =>
  `${name}: \`${name}\` is named unlike ${count} other channels, such as \`${like}\`.`;
const three = ['a.order.events', 'b.order.events', 'c.order.events'];

describe('channel-naming', () => {
  it('finds another number of parts', async () => {
    expect(await findingsOf(channelNaming, named(...three, 'orders'))).toEqual([odd('orders', 3, 'a.order.events')]);
    expect(await findingsOf(channelNaming, named('orders', 'mails', 'parcels', 'crm.calls'))).toEqual([
      odd('crm.calls', 3, 'mails'),
    ]);
  });

  it('finds another way of writing words', async () => {
    expect(await findingsOf(channelNaming, named(...three, 'd.orderLine.events'))).toEqual([
      odd('d.orderLine.events', 3, 'a.order.events'),
    ]);
    expect(await findingsOf(channelNaming, named('a-b', 'c-d', 'e-f', 'g_h'))).toEqual([odd('g_h', 3, 'a-b')]);
  });

  it.each([
    ['words of one part beside words with dashes', [...three, 'd.order-line.events']],
    ['too few to have a habit', ['a.b', 'c.d', 'Orders']],
    ['no majority of parts', ['a.b', 'c.d', 'e', 'f', 'g.h.i']],
    ['no majority of dashes', ['a-b', 'c-d', 'e_f', 'g_h']],
    ['capitals everywhere', ['OrderEvents', 'MailEvents', 'CallEvents', 'StockEvents']],
    ['no channels', []],
  ])('is silent about %s', async (_, names) => {
    expect(await findingsOf(channelNaming, named(...names) + (names.length === 0 ? '  {}\n' : ''))).toEqual([]);
  });

  it('lets names go on from other names, and be those of dead letters', async () => {
    const yaml = `${named(...three, 'd.order.events', 'a.order.events.retry', 'b.order.events-dlq')}  graveyard: {}
  e.order.events: { deadLetter: { channel: graveyard } }
`;
    expect(await findingsOf(channelNaming, yaml)).toEqual([]);
  });

  it('leaves a channel alone that is on its way out', async () => {
    const yaml = named(...three, 'orders').replace('orders: {}', 'orders: { deprecated: { since: 1.0.0 } }');
    expect(await findingsOf(channelNaming, yaml)).toEqual([]);
  });

  it('goes by a pattern where there is one, and by nothing where it is none', async () => {
    const settings = (pattern: string) =>
      `catalog: t\nlint: { rules: { channel-naming: { pattern: "${pattern}" } } }\n`;
    const yaml = named('x.order.events', 'order', 'mail');
    expect(await findingsOf(channelNaming, yaml, settings('^[a-z]+$'))).toEqual([
      'x.order.events: `x.order.events` does not match `^[a-z]+$`.',
    ]);
    expect(await findingsOf(channelNaming, yaml, settings('['))).toEqual([]);
  });
});
