import { describe, expect, it } from 'vitest';
import type { MemoryBroker, WireFormat } from '../../runtime/index.js';
import { brokerWith, DEAD, NOW, runDlq, THEN } from './testing/dlq.js';

const SECRET = { orderId: 'o1', email: 'ana@example.com' };

/** Two letters of one cause, and a third of another. */
function threeLetters(): Promise<MemoryBroker> {
  return brokerWith({
    m1: {
      error: new Error('no answer from 10.0.0.17:5432'),
      message: { headers: { 'dead-handler': 'Mail', own: '1' }, data: SECRET },
    },
    m2: { error: new Error('no answer from 10.0.0.18:5432'), message: { key: 'o2' }, at: NOW - 60_000 },
    m3: { error: new TypeError('`total` is missing'), message: { type: 'OrderPaid' }, at: NOW - 30_000 },
  });
}

const lines = (text: string) => text.split('\n');

describe('sagac dlq list', () => {
  it('says how many, since when, why, whose, and what to do next', async () => {
    const { exit, out, err, opened } = await runDlq(await threeLetters(), ['list', '--no-catalog'], {
      env: { COLUMNS: '110' },
    });
    expect([exit, err]).toEqual([0, '']);
    expect(lines(out)).toEqual([
      '3 dead letters in 1 channel at nats://host:4222; the oldest came 3 h 12 min ago.',
      '',
      'orders.mail.dead  3 letters',
      '  since  2026-08-02 03:12:44Z, 3 h 12 min ago',
      '  from   orders (group mail)',
      '    2 x  Error: no answer from … (OrderPlaced, handler Mail)',
      '    1 x  TypeError: `total` is missing (OrderPaid)',
      '  position  age         type         key  id  attempts  reason',
      '  0         3 h 12 min  OrderPlaced  o1   m1  9         Error: no answer from 10.0.0.17:5432',
      '  1         1 min       OrderPlaced  o2   m2  9         Error: no answer from 10.0.0.18:5432',
      '  2         30 s        OrderPaid    o1   m3  9         TypeError: `total` is missing',
      '  $ sagac dlq show 0 --channel orders.mail.dead',
      '  $ sagac dlq replay --all --dry-run --channel orders.mail.dead',
      '',
    ]);
    expect(opened).toEqual([['nats://host:4222', expect.objectContaining({ create: false })]]);
  });

  it('fits a narrow terminal, but for commands, and keeps each row of a pipe on one line', async () => {
    const broker = await threeLetters();
    const narrow = await runDlq(broker, ['list', '--no-catalog'], { env: { COLUMNS: '50' } });
    expect(lines(narrow.out).filter((line) => line.length > 50 && !line.startsWith('  $'))).toEqual([]);
    const long = await brokerWith({ m1: { error: new Error('x'.repeat(200)) } });
    const { out } = await runDlq(long, ['list', '--no-catalog']);
    expect(out).toMatch(/^ {2}0 .* Error: x{200}$/m);
  });

  it('breaks no id where leaving out the key or the reason helps', async () => {
    const [id, key] = ['6f9619ff-8b86-4011-b42d-00cf4fc964ff', '0f8fad5b-d9cb-469f-a165-70867728950e'];
    const broker = await brokerWith({
      [id]: { message: { key }, error: new Error('no answer in good time from mail') },
    });
    const headAt = async (columns: string) => {
      const { out } = await runDlq(broker, ['list', '--no-catalog'], { env: { COLUMNS: columns } });
      expect(out.includes(id)).toBe(out.includes(' id'));
      return lines(out)
        .find((line) => line.startsWith('  position'))
        ?.split(/ +/)
        .slice(2)
        .join(' ');
    };
    expect(await headAt('60')).toBe('age type');
    expect(await headAt('74')).toBe('age type id');
    expect(await headAt('110')).toBe('age type id attempts reason');
    // Wider than text ever is, as in a pipe.
    const { out } = await runDlq(broker, ['list', '--no-catalog']);
    expect(out).toMatch(/ key +id +attempts +reason/);
  });

  it('says of a letter that nobody could read what is known of it', async () => {
    const broker = await brokerWith({ m1: { message: { type: '' }, error: new Error('no header `idempotency-key`') } });
    const { out } = await runDlq(broker, ['list', '--no-catalog']);
    expect(lines(out)).toContain('    1 x  Error: no header `idempotency-key`');
    const shown = await runDlq(broker, ['show', 'm1', '--channel', DEAD]);
    expect(lines(shown.out)[0]).toBe('m1');
  });

  it('goes by the catalog that it is given, and says who is told', async () => {
    const files = {
      '/shop/sagac.yaml': 'catalog: shop\n',
      '/shop/a.yaml': `
services:
  order: { owner: team-checkout, publishes: [OrderPlaced] }
  mail: { owner: team-mail }
  stock: { owner: team-stock }
channels:
  orders: { key: orderId, broker: nats, messages: [OrderPlaced], deadLetter: { channel: graves, owner: team-night } }
  other: { key: orderId, broker: nats, messages: [OrderPaid] }
  far: { key: orderId, broker: kafka, messages: [OrderSent] }
events:
  OrderPlaced: { version: 1.0.0, producer: order, channel: orders, fields: { orderId: string }, consumers: [{ service: mail }] }
  OrderPaid: { version: 1.0.0, producer: order, channel: other, fields: { orderId: string }, consumers: [{ service: mail }] }
  OrderSent: { version: 1.0.0, producer: order, channel: far, fields: { orderId: string }, consumers: [{ service: stock }] }
`,
    };
    const broker = await brokerWith({ m1: { in: 'graves' }, m2: { in: 'other.mail.dead' }, m3: { in: 'theirs.dead' } });
    const listed = async (args: readonly string[], cwd = '/') => {
      const { out } = await runDlq(broker, ['list', '--json', ...args], { files, cwd });
      const { channels } = JSON.parse(out) as { channels: { channel: string; owners: string[]; count: number }[] };
      return channels.map(({ channel, owners, count }) => `${channel} ${owners.join()} ${count}`);
    };
    expect(await listed(['/shop'])).toEqual(['graves team-night 1', 'other.mail.dead team-mail 1']);
    expect(await listed([], '/shop')).toEqual(await listed(['/shop']));
    // Who is told of a channel does not depend on the broker that it is looked for on.
    expect(await listed(['/shop', '--channel', 'graves', '--broker', 'amqp://host'])).toEqual(['graves team-night 1']);
    const none = await runDlq(broker, ['list', '/shop', '--broker', 'amqp://host'], { files, cwd: '/' });
    expect([none.exit, none.out]).toEqual([
      0,
      expect.stringMatching(/^The catalog has no channel of dead letters on a broker/),
    ]);
    expect(await listed(['--no-catalog'], '/shop')).toEqual(['other.mail.dead  1', 'theirs.dead  1']);
    expect(await listed([])).toEqual(['other.mail.dead  1', 'theirs.dead  1']);
    expect(await listed(['--channel', 'theirs.dead', '--channel', 'graves'], '/shop')).toEqual([
      'theirs.dead  1',
      'graves team-night 1',
    ]);
    expect((await runDlq(broker, ['list', '/nowhere'], { files })).exit).toBe(2);
  });

  it.each([
    [['--type', 'OrderPaid'], ['m3'], 1],
    [['--reason', 'NO ANSWER'], ['m1', 'm2'], 2],
    [['--group', 'other'], [], 0],
    [['--limit', '1'], ['m1'], 3],
  ])('%j shows %j of %i', async (flags, ids, count) => {
    const { out } = await runDlq(await threeLetters(), ['list', '--channel', DEAD, '--json', ...flags]);
    const [channel] = JSON.parse(out).channels;
    expect(channel.letters.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(channel.count).toBe(count);
  });

  it('has no data of messages, and for programs all that is known besides', async () => {
    const { out } = await runDlq(await threeLetters(), ['list', '--no-catalog', '--json', '--limit', '1']);
    expect(out).not.toContain('ana@');
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      broker: 'nats://host:4222',
      channels: [
        {
          channel: DEAD,
          complete: true,
          reasons: [{ reason: 'Error: no answer from …', count: 2, handlers: ['Mail'], oldestAt: THEN }, { count: 1 }],
          letters: [
            {
              position: '0',
              id: 'm1',
              key: 'o1',
              type: 'OrderPlaced',
              at: THEN,
              channel: 'orders',
              group: 'mail',
              attempts: 9,
              handler: 'Mail',
              positionThere: '3/17',
            },
          ],
        },
      ],
    });
  });

  it('says that there are none, and exits with 1 for cron only when there are', async () => {
    const empty = await brokerWith({ m1: {} });
    await empty.removeDeadLetter(DEAD, '0');
    const none = await runDlq(empty, ['list', '--channel', DEAD, '--exit-code']);
    expect([none.exit, none.out]).toEqual([0, 'No dead letters in 1 channel at nats://host:4222.\n']);
    expect((await runDlq(await brokerWith({}), ['list', '--no-catalog'])).out).toContain('no channel of dead letters');
    expect((await runDlq(await threeLetters(), ['list', '--no-catalog', '--exit-code'])).exit).toBe(1);
  });

  it('reads so many letters of a crowded channel, and says so', async () => {
    const many = Object.fromEntries(Array.from({ length: 1_005 }, (_, index) => [`m${index}`, {}]));
    const { out } = await runDlq(await brokerWith(many), ['list', '--no-catalog']);
    expect(out).toContain('1005 letters');
    expect(out).toContain('of the oldest 1,000 that were read');
    expect(out).toContain('and 995 more letters');
  });

  it('cannot be tricked by what a letter says', async () => {
    const evil = 'boom\u001b[2J\n$ rm -rf /';
    const broker = await brokerWith({
      [evil]: { error: new Error(evil), message: { type: evil, key: evil, data: { evil } } },
    });
    for (const args of [
      ['list', '--no-catalog'],
      ['show', '0', '--channel', DEAD],
      ['replay', '0', '--channel', DEAD],
    ]) {
      const { out } = await runDlq(broker, args);
      expect(out).not.toContain('\u001b');
      expect(lines(out)).not.toContain('$ rm -rf /');
    }
  });
});

describe('sagac dlq show', () => {
  it('has all of a letter, found by position or id, and what to do', async () => {
    const broker = await threeLetters();
    const { exit, out } = await runDlq(broker, ['show', 'm1', '--channel', DEAD, '--broker', 'nats://u:secret@host'], {
      env: { SAGAC_BROKER: '' },
    });
    expect(exit).toBe(0);
    expect(lines(out)).toEqual([
      'm1  OrderPlaced',
      '',
      '  letter     0 in orders.mail.dead',
      '  since      2026-08-02 03:12:44Z, 3 h 12 min ago',
      '  reason     Error: no answer from 10.0.0.17:5432',
      '  attempts   9',
      '  came from  orders, position 3/17',
      '  group      mail',
      '  handler    Mail',
      '  key        o1',
      '',
      'Headers',
      '  own  1',
      '',
      'Data',
      '  {',
      '    "orderId": "o1",',
      '    "email": "ana@example.com"',
      '  }',
      '',
      'What you can do',
      '  $ sagac dlq replay 0 --channel orders.mail.dead --broker "$SAGAC_BROKER"',
      `  $ sagac dlq discard 0 --yes --channel orders.mail.dead --broker "$SAGAC_BROKER" --why '...'`,
      '',
    ]);
    expect((await runDlq(broker, ['show', '0', '--channel', DEAD])).out).toContain('m1  OrderPlaced');
    const hidden = await runDlq(broker, ['show', '0', '--channel', DEAD, '--no-data']);
    expect(hidden.out).not.toContain('ana@');
    const json = await runDlq(broker, ['show', '0', '--channel', DEAD, '--json']);
    expect(JSON.parse(json.out)).toMatchObject({
      version: 1,
      letters: [{ id: 'm1', data: SECRET, headers: { own: '1' } }],
    });
    expect((await runDlq(broker, ['show', '0', '--channel', DEAD, '--json', '--no-data'])).out).not.toContain('ana@');
  });

  it('shows bytes as text where they are, else in hexadecimal', async () => {
    const bytes = (data: Uint8Array) => ({ message: { data } });
    const broker = await brokerWith({
      text: bytes(new TextEncoder().encode('{ "no": json\n ä')),
      raw: bytes(new Uint8Array([0, 1, 250, 65, 66])),
      long: bytes(new Uint8Array(3_000)),
      none: bytes(new Uint8Array(0)),
    });
    const shown = async (id: string, columns = '80') =>
      (await runDlq(broker, ['show', id, '--channel', DEAD], { env: { COLUMNS: columns } })).out;
    expect(await shown('text')).toContain('  { "no": json\n   ä\n');
    expect(await shown('raw')).toContain('00000000  00 01 fa 41 42                                   ...AB');
    expect(await shown('none')).toContain('(no data)');
    expect(await shown('long')).toContain('and 1,976 more');
    for (const columns of ['30', '50', '80']) {
      const wide = lines(await shown('long', columns)).filter(
        (line) => /^ {2}0000/.test(line) && line.length > Number(columns),
      );
      expect(wide).toEqual([]);
    }
    const { out } = await runDlq(broker, ['show', 'raw', '--channel', DEAD, '--json']);
    expect(JSON.parse(out).letters[0].dataBase64).toBe(Buffer.from([0, 1, 250, 65, 66]).toString('base64'));
  });

  it('shows each letter of an id, and says how to find one that is not there', async () => {
    const broker = await brokerWith({ m1: {} });
    const [letter] = await broker.deadLetters(DEAD, 1);
    if (letter) await broker.publish(DEAD, letter.message);
    expect((await runDlq(broker, ['show', 'm1', '--channel', DEAD, '--json'])).out.match(/"position"/g)).toHaveLength(
      2,
    );
    const { exit, err } = await runDlq(broker, ['show', 'm2', '--channel', DEAD]);
    expect([exit, err]).toEqual([
      2,
      expect.stringMatching(/^error: `orders.mail.dead` has no letter `m2`\.\n {2}help: .*list/),
    ]);
  });
});

describe('sagac dlq replay', () => {
  it('replays one by its name, and says where to', async () => {
    const broker = await threeLetters();
    const { exit, out, err } = await runDlq(broker, ['replay', 'm2', '--channel', DEAD]);
    expect([exit, err]).toEqual([0, '']);
    expect(lines(out).slice(0, 3)).toEqual(['replayed  1  OrderPlaced  m2  (key o2)  to orders', '', '1 replayed.']);
    expect(broker.published('orders')).toEqual([
      { id: 'm2', key: 'o2', type: 'OrderPlaced', data: { orderId: 'o1' }, headers: {} },
    ]);
    expect(await broker.countDeadLetters(DEAD)).toBe(2);
  });

  it('asks for a word before it replays many', async () => {
    const broker = await threeLetters();
    for (const flags of [['--all'], ['--reason', 'no answer'], ['0', '1']]) {
      const { exit, out, err } = await runDlq(broker, ['replay', ...flags, '--channel', DEAD]);
      expect([exit, out]).toEqual([2, '']);
      expect(err).toMatch(/Nothing was done: this would replay [23] letters\.\n {2}help: .*--yes/);
    }
    expect(broker.published('orders')).toEqual([]);
    expect((await runDlq(broker, ['replay', '--reason', 'no answer', '--channel', DEAD, '--yes'])).exit).toBe(0);
    expect(broker.published('orders').map(({ id }) => id)).toEqual(['m1', 'm2']);
    expect((await runDlq(broker, ['replay', '--type', 'OrderPaid', '--channel', DEAD])).exit).toBe(0);
    expect(await broker.countDeadLetters(DEAD)).toBe(0);
  });

  it('only shows what it would do with --dry-run', async () => {
    const broker = await threeLetters();
    const { exit, out } = await runDlq(broker, ['replay', '--all', '--channel', DEAD, '--dry-run']);
    expect(exit).toBe(0);
    expect(lines(out)[2]).toBe('would replay  2  OrderPaid  m3  (key o1)  to orders');
    expect(broker.published('orders')).toEqual([]);
  });

  it('stops at the first failure, says what was done, and can be typed again', async () => {
    const broker = await threeLetters();
    let calls = 0;
    const away = {
      ...broker,
      publish: (channel: string, message: Parameters<MemoryBroker['publish']>[1]) => {
        calls += 1;
        return calls === 2
          ? Promise.reject(new Error('nobody answers at host:4222'))
          : broker.publish(channel, message);
      },
    };
    const { exit, out, err } = await runDlq(away, ['replay', '--all', '--channel', DEAD, '--yes']);
    expect(exit).toBe(1);
    expect(lines(out)).toEqual([
      'replayed  0  OrderPlaced  m1  (key o1)  to orders',
      '',
      '1 replayed, 2 still there.',
      '',
    ]);
    expect(err).toMatch(/^error: It stopped at letter 1: nobody answers at host:4222\.\n {2}help: /);
    expect((await runDlq(away, ['replay', '--all', '--channel', DEAD, '--yes'])).exit).toBe(0);
    expect(broker.published('orders').map(({ id }) => id)).toEqual(['m1', 'm2', 'm3']);
  });

  it.each(['replay', 'discard'])('does not %s what nothing says to be dead, until it is told', async (act) => {
    const broker = await brokerWith({ m1: { in: 'orders' } });
    await broker.publish('orders', { id: 'live', key: 'k', type: 'OrderPlaced', data: {}, headers: {} });
    const args = act === 'replay' ? ['--to', 'other', '--yes'] : ['--why', 'load test', '--yes'];
    const { exit, err } = await runDlq(broker, [act, '--all', '--channel', 'orders', ...args]);
    expect([exit, err]).toEqual([
      2,
      expect.stringMatching(/^error: Nothing was done: of 1 message in `orders` nothing says/),
    ]);
    expect(await broker.countDeadLetters('orders')).toBe(2);
    expect((await runDlq(broker, ['list', '--channel', 'orders'])).out).toContain(
      '1 do not say that they are dead letters',
    );
    // A letter of sagac is one, wherever it is.
    expect((await runDlq(broker, [act, 'm1', '--channel', 'orders', ...args])).exit).toBe(0);
    expect((await runDlq(broker, [act, 'live', '--foreign', '--channel', 'orders', ...args])).exit).toBe(0);
    expect(await broker.countDeadLetters('orders')).toBe(0);
  });

  it('is stopped between two letters, says so, and can be typed again', async () => {
    const broker = await threeLetters();
    const args = ['replay', '--all', '--channel', DEAD, '--yes'];
    const { exit, out, err } = await runDlq(broker, args, { stopBehind: 'm2' });
    expect([exit, lines(out).slice(2)]).toEqual([130, ['', '2 replayed, 1 still there.', '']]);
    expect(err).toMatch(/^error: It was stopped behind letter 1, before the end\.\n {2}help: .* Type the same again/);
    expect(await broker.countDeadLetters(DEAD)).toBe(1);
    // Behind the last one there is nothing to stop.
    const again = await runDlq(broker, args, { stopBehind: 'm3' });
    expect([again.exit, again.err, lines(again.out)[2]]).toEqual([0, '', '1 replayed.']);
  });

  it('leaves what does not say where it comes from, until it is told', async () => {
    const broker = await brokerWith({});
    await broker.publish(DEAD, { id: 'f1', key: 'k', type: 'Foreign', data: {}, headers: {} });
    const left = await runDlq(broker, ['replay', 'f1', '--channel', DEAD]);
    expect([left.exit, left.err]).toEqual([1, expect.stringContaining('`--to`')]);
    expect((await runDlq(broker, ['show', 'f1', '--channel', DEAD])).out).toContain('replay 0 --to CHANNEL --channel');
    const itself = await runDlq(broker, ['replay', 'f1', '--channel', DEAD, '--to', DEAD]);
    expect([itself.exit, itself.opened]).toEqual([2, []]);
    expect((await runDlq(broker, ['replay', 'f1', '--channel', DEAD, '--to', 'orders'])).exit).toBe(0);
    expect(broker.published('orders')).toHaveLength(1);
  });

  it.each([
    [[], 'not said which letters'],
    [['--all', 'm1'], 'every letter'],
    [['m9', 'm1'], 'no letter `m9`'],
    [['--all', '--rate', '0'], 'at least 1'],
  ])('refuses %j', async (args, text) => {
    const broker = await threeLetters();
    const { exit, err } = await runDlq(broker, ['replay', '--channel', DEAD, '--yes', ...args]);
    expect([exit, err]).toEqual([2, expect.stringContaining(text)]);
    expect(broker.published('orders')).toEqual([]);
  });

  it.each([
    [[], 'ce-type'],
    [['--envelope', 'structured'], 'content-type'],
    [['--envelope', 'plain'], 'type'],
  ])('writes with %j what readers without sagac know by `%s`', async (flags, header) => {
    const { opened } = await runDlq(await threeLetters(), ['replay', 'm1', '--channel', DEAD, '--dry-run', ...flags]);
    const [[, options] = []] = opened;
    const { wire } = (options ?? {}) as { readonly wire?: WireFormat };
    const message = { id: 'm1', key: 'o1', type: 'OrderPlaced', data: {}, headers: {} };
    const { headers = {} } = (await wire?.encode(message, 'orders')) ?? {};
    const known = {
      'ce-type': 'OrderPlaced',
      type: 'OrderPlaced',
      'content-type': 'application/cloudevents+json; charset=utf-8',
    };
    expect(headers[header]).toBe(known[header as keyof typeof known]);
    expect(Object.keys(headers).includes('ce-type')).toBe(header === 'ce-type');
  });

  it('looks at so many letters, and says that there are more', async () => {
    const broker = await threeLetters();
    const { exit, out, err } = await runDlq(broker, [
      'replay',
      '--all',
      '--channel',
      DEAD,
      '--yes',
      '--limit',
      '2',
      '--json',
    ]);
    expect(exit).toBe(0);
    expect(
      lines(out)
        .slice(0, 2)
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { act: 'replayed', id: 'm1', position: '0', to: 'orders' },
      { act: 'replayed', id: 'm2' },
    ]);
    expect(err).toContain('`--limit`');
  });

  it('says that there is nothing to do', async () => {
    const { exit, err } = await runDlq(await threeLetters(), ['replay', '--type', 'Other', '--channel', DEAD]);
    expect([exit, err]).toEqual([0, 'No letter of `orders.mail.dead` is meant: there is nothing to replay.\n']);
  });
});

describe('sagac dlq discard', () => {
  const WHY = ['--why', 'load test', '--who', 'ana'];

  it('writes the letters to a file before it drops them, and says which', async () => {
    const broker = await threeLetters();
    const args = [
      'discard',
      '--reason',
      'no answer',
      '--channel',
      DEAD,
      ...WHY,
      '--save',
      'out/dropped.jsonl',
      '--yes',
    ];
    const { exit, out, host } = await runDlq(broker, args);
    expect(exit).toBe(0);
    expect(lines(out)[0]).toBe('discarded  0  OrderPlaced  m1  (key o1): Error: no answer from 10.0.0.17:5432');
    const saved = lines(host.files()['/catalog/out/dropped.jsonl'] ?? '').filter((line) => line !== '');
    expect(saved.map((line) => JSON.parse(line))).toMatchObject([
      { version: 1, in: DEAD, id: 'm1', data: SECRET, discarded: { who: 'ana', why: 'load test', at: NOW } },
      { id: 'm2' },
    ]);
    expect(await broker.countDeadLetters(DEAD)).toBe(1);
    expect(broker.published('orders')).toEqual([]);
  });

  it('says who wanted it and why in what it prints, too', async () => {
    const broker = await threeLetters();
    const args = (name: string) => ['discard', name, '--channel', DEAD, ...WHY, '--yes'];
    expect(lines((await runDlq(broker, args('m1'))).out).slice(1)).toEqual(['', '1 discarded. By ana: load test', '']);
    expect(JSON.parse((await runDlq(broker, [...args('m2'), '--json'])).out)).toMatchObject({
      act: 'discarded',
      id: 'm2',
      discarded: { who: 'ana', why: 'load test', at: NOW },
    });
    const taken = { ...broker, removeDeadLetter: async () => false };
    const gone = await runDlq(taken, args('m3'));
    expect(lines(gone.out).slice(1)).toEqual(['', '1 taken away by somebody else.', '']);
    expect((await runDlq(taken, [...args('m3'), '--json'])).out).not.toContain('ana');
  });

  it('drops nothing without a word, a reason, or a new file to save in', async () => {
    const broker = await threeLetters();
    const refused = async (args: readonly string[], setting = {}) => {
      const { exit, err } = await runDlq(broker, ['discard', 'm1', '--channel', DEAD, ...args], setting);
      expect(exit).toBe(2);
      expect(await broker.countDeadLetters(DEAD)).toBe(3);
      return err;
    };
    expect(await refused(WHY)).toContain('would discard 1 letter');
    expect(await refused(['--yes'])).toContain('--why');
    expect(await refused(['--yes', '--why', '...'])).toContain('gives no reason');
    const there = { files: { '/catalog/a.jsonl': 'other letters' } };
    expect(await refused([...WHY, '--yes', '--save', 'a.jsonl'], there)).toContain('already');
    const full = { fail: (operation: string) => (operation === 'write' ? 'ENOSPC' : undefined) };
    await expect(refused([...WHY, '--yes', '--save', 'b.jsonl'], full)).rejects.toThrow('ENOSPC');
    expect(await broker.countDeadLetters(DEAD)).toBe(3);
    const dry = await runDlq(broker, ['discard', '--all', '--channel', DEAD, ...WHY, '--dry-run']);
    expect([dry.exit, lines(dry.out)[2]]).toEqual([
      0,
      'would discard  2  OrderPaid  m3  (key o1): TypeError: `total` is missing',
    ]);
    expect(await broker.countDeadLetters(DEAD)).toBe(3);
  });
});

describe('a broker that cannot be used', () => {
  it('is asked for where none is named', async () => {
    const { exit, err, opened } = await runDlq(await brokerWith({}), ['list', '--no-catalog'], {
      env: { SAGAC_BROKER: '' },
    });
    expect([exit, opened]).toEqual([2, []]);
    expect(err).toMatch(/^error: No broker is named\.\n {2}help: .*SAGAC_BROKER/);
  });

  it('is told in a sentence', async () => {
    const broker = {
      ...(await brokerWith({})),
      channels: () => Promise.reject(new Error('only the management plugin knows')),
    };
    const { exit, err } = await runDlq(broker, ['list', '--no-catalog']);
    expect([exit, err]).toEqual([2, 'error: Only the management plugin knows.\n']);
  });
});
