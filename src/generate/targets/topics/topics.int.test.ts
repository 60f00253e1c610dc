import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Catalog, JsonValue } from '../../../model/index.js';
import { readYaml } from '../../../testing/catalog-from-yaml.js';
import { fixtureCatalog, loadTemplate } from '../../testing/catalog.js';
import { topics } from './index.js';
import { shellWord } from './shell-word.js';

function generate(catalog: Catalog, options: Record<string, JsonValue> = {}, service?: string) {
  const template = (name: string) => loadTemplate('topics', name);
  const scope = service === undefined ? {} : { service };
  const { files, diagnostics } = topics.generate({ catalog, options, template, earlier: () => undefined, ...scope });
  return { files: new Map(files.map(({ path, text }) => [path, text])), diagnostics };
}

/** Every broker, every use, and names that brokers do not take. */
const EVERY = `
services: { own: { outbox: true }, reader: {}, late: {}, outside: { external: true } }
channels:
  a.orders: { broker: BROKER, key: id, partitions: 3, retention: 1d, retryDelays: [1m], maxBytes: 1000, deadLetter: { channel: a.dead } }
  a.dead: { broker: BROKER, retention: 30d }
  a.loose: { broker: BROKER, ordering: none, retryDelays: [1m, 5m], deadLetter: { channel: a.dead } }
  a.jobs: { broker: BROKER, kind: queue, deadLetter: false }
  a.jobs-2: { broker: BROKER }
  nowhere: {}
events:
  Placed: { producer: own, channel: a.orders, consumers: [reader, late, outside], payload: { id: uuid } }
  Noted: { producer: own, channel: a.loose, consumers: [reader], payload: { id: uuid } }
  Queued: { producer: own, channel: a.jobs, consumers: [reader, late], payload: { id: uuid } }
  Lone: { producer: own, channel: nowhere, consumers: [late], payload: { id: uuid } }
  Done: { payload: { id: uuid } }
commands:
  Do: { handler: reader, senders: [own], payload: { id: uuid }, success: Done }
flows:
  F: { correlation: id, reactions: [{ on: Placed, by: late, emits: Done }] }
`;

async function everyOn(broker: string): Promise<Catalog> {
  return (await readYaml(EVERY.replaceAll('BROKER', broker))).catalog;
}

interface ListedTopic {
  readonly name: string;
  readonly use: string;
  readonly groups?: readonly string[];
  readonly notSaid?: readonly string[];
}

const listOf = (text = '') => (parse(text) as { readonly topics: readonly ListedTopic[] }).topics;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-topics-'));
  // Stands for the tools of the brokers: says what it was told, and that nothing is there yet.
  writeFileSync(
    join(folder, 'tool'),
    `#!/usr/bin/env bash
[ "$2" = info ] && exit 1
for word in "$@"; do if [[ $word == /dev/fd/* ]]; then cat "$word"; else printf '%s' "$word"; fi; printf '|'; done >> "$0.log"
echo >> "$0.log"
`,
  );
  chmodSync(join(folder, 'tool'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a script with the stand-in for the broker's tool, and gives the words of each call. */
function run(script: string, variables: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  const path = join(folder, 'script.sh');
  writeFileSync(path, script);
  rmSync(join(folder, 'tool.log'), { force: true });
  expect(spawnSync('bash', ['-n', path], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  const result = spawnSync('bash', ['-c', `bash ${shellWord(path)} && cat ${shellWord(join(folder, 'tool.log'))}`], {
    encoding: 'utf8',
    // With a socket there, bash would read the settings of whoever runs the tests.
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', ...variables },
  });
  expect(result).toMatchObject({ status: 0, stderr: '' });
  return result.stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split('|').slice(0, -1));
}

describe('the list of topics', () => {
  it('has what the catalog declares and what follows from it, with what is not said', async () => {
    const { files, diagnostics } = generate(await everyOn('kafka'));
    const list = listOf(files.get('topics.yaml'));
    expect(list.map(({ name, use, groups }) => [name, use, groups ?? []])).toEqual([
      ['a.dead', 'dead-letters', []],
      ['a.jobs', 'messages', ['late', 'reader']],
      ['a.jobs-2', 'messages', []],
      ['a.loose', 'messages', ['reader']],
      ['a.loose.reader.retry.1', 'retry', ['reader']],
      ['a.loose.reader.retry.2', 'retry', ['reader']],
      ['a.orders', 'messages', ['late', 'reader']],
      ['late.events', 'messages', []],
      ['nowhere', 'messages', ['late']],
      ['nowhere.late.dead', 'dead-letters', []],
      ['own.replies', 'replies', ['own']],
      ['own.replies.own.dead', 'dead-letters', []],
      ['reader.commands', 'commands', ['reader']],
      ['reader.commands.reader.dead', 'dead-letters', []],
    ]);
    expect(list.find(({ name }) => name === 'a.orders')).not.toHaveProperty('notSaid');
    expect(list.find(({ name }) => name === 'a.dead')?.notSaid).toEqual(['partitions']);
    expect(diagnostics.map(({ severity, message }) => [severity, message])).toEqual([
      [
        'info',
        expect.stringMatching(/^The catalog does not say on which broker `late.events`, .* and 4 others should be/),
      ],
    ]);
  });

  it('is that of one service alone where it is told so', async () => {
    const { files } = generate(await everyOn('kafka'), {}, 'late');
    expect(listOf(files.get('topics.yaml')).map(({ name, groups }) => [name, groups ?? []])).toEqual([
      ['a.dead', []],
      ['a.jobs', ['late']],
      ['a.orders', ['late']],
      ['late.events', []],
      ['nowhere', ['late']],
      ['nowhere.late.dead', []],
    ]);
  });

  it('says so where there is no script for a broker', async () => {
    const { files, diagnostics } = generate(await everyOn('sqs'));
    expect([...files.keys()]).toEqual(['README.md', 'topics.yaml']);
    expect(diagnostics.map(({ message }) => message)).toContain(
      'There is no script for `sqs`: nothing but `topics.yaml` tells of `a.dead`, `a.jobs`, `a.jobs-2` and 4 others.',
    );
  });

  it.each(['shop', 'bank', 'travel'])('is the same each time for %s', (name) => {
    const { files } = generate(fixtureCatalog(name));
    expect(files).toEqual(generate(fixtureCatalog(name)).files);
    expect(files.size).toBe(3);
  });
});

describe('the script for Kafka', () => {
  it('makes each topic with its partitions and settings, and leaves open what is not said', async () => {
    const catalog = await everyOn('kafka');
    const script = generate(catalog).files.get('kafka/create-topics.sh') ?? '';
    const variables = { KAFKA_TOPICS: join(folder, 'tool'), BOOTSTRAP_SERVERS: 'b:1', COMMAND_CONFIG: 'my file' };
    const calls = run(script, variables);
    const head = ['--bootstrap-server', 'b:1', '--command-config', 'my file', '--create', '--if-not-exists', '--topic'];
    expect(calls.map((call) => call.slice(0, head.length))).toEqual(calls.map(() => head));
    const loose = ['--config', 'max.message.bytes=1000'];
    const dead = ['--config', 'retention.ms=2592000000'];
    expect(calls.map((call) => call.slice(head.length))).toEqual([
      ['a.dead', ...dead],
      ['a.jobs'],
      ['a.jobs-2'],
      ['a.loose'],
      ['a.loose.reader.retry.1'],
      ['a.loose.reader.retry.2'],
      ['a.orders', '--partitions', '3', '--config', 'retention.ms=86400000', ...loose],
    ]);
    expect(script).toContain('# a.dead: dead-letters of a.loose, a.orders. NOT SAID in the catalog: partitions\n');
    const copied = generate(catalog, { replicas: 3 }).files.get('kafka/create-topics.sh') ?? '';
    expect(run(copied, variables)[0]?.slice(head.length)).toEqual(['a.dead', '--replication-factor', '3', ...dead]);
  });

  it('leaves out names that Kafka does not tell apart, and says so', async () => {
    const text = 'channels: { a.b: { broker: kafka }, a_b: { broker: kafka } }';
    const { files, diagnostics } = generate((await readYaml(text)).catalog);
    expect(files.get('kafka/create-topics.sh')).not.toContain("create 'a_b'");
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'The channel `a_b` differs from `a.b` only in `.` and `_`, which Kafka does not tell apart: nothing makes it.',
    ]);
  });
});

describe('the script for NATS', () => {
  it('makes a stream for each channel and a consumer for each group', async () => {
    const script = generate(await everyOn('nats')).files.get('nats/create-streams.sh') ?? '';
    const calls = run(script, { NATS: join(folder, 'tool') });
    const names = calls.map(([kind, , ...rest]) => [kind, ...rest.filter((word) => !/^[{-]/.test(word))].join(' '));
    expect(names).toEqual([
      'stream KV_sagac_leases',
      'stream a_dead',
      'stream a_jobs',
      'consumer a_jobs queue',
      'stream a_jobs-2',
      'stream a_loose',
      'consumer a_loose reader',
      'stream a_loose_reader_retry_1',
      'consumer a_loose_reader_retry_1 reader',
      'stream a_loose_reader_retry_2',
      'consumer a_loose_reader_retry_2 reader',
      'stream a_orders',
      'consumer a_orders late',
      'consumer a_orders reader',
    ]);
    const configs = calls.map((call) => JSON.parse(call.at(-1) ?? '') as Record<string, unknown>);
    expect(configs.find(({ name }) => name === 'a_orders')).toMatchObject({
      subjects: ['a.orders'],
      max_age: 86_400_000_000_000,
      max_msg_size: 1000,
    });
  });

  it('gives streams names of their own, and leaves out what is no subject', async () => {
    const text = 'channels: { a.b: { broker: nats }, a_b: { broker: nats }, a..b: { broker: nats } }';
    const { files, diagnostics } = generate((await readYaml(text)).catalog);
    const calls = run(files.get('nats/create-streams.sh') ?? '', { NATS: join(folder, 'tool') });
    expect(calls.map(([, , name]) => name)).toEqual(['a_b', 'a_b_']);
    expect(diagnostics).toHaveLength(1);
  });
});

describe('the definitions for RabbitMQ', () => {
  interface Definitions {
    readonly exchanges: readonly { readonly name: string; readonly vhost: string }[];
    readonly queues: readonly { readonly name: string; readonly arguments: Record<string, unknown> }[];
    readonly bindings: readonly { readonly source: string; readonly destination: string }[];
  }

  it('have a queue for each group, one for a channel of the kind queue, and delays that lead back', async () => {
    const { files } = generate(await everyOn('rabbitmq'), { vhost: 'shop' });
    const { exchanges, queues, bindings } = JSON.parse(files.get('rabbitmq/definitions.json') ?? '') as Definitions;
    expect(queues.map(({ name }) => name)).toEqual([
      'a.dead',
      'a.jobs',
      'a.loose:reader',
      'a.loose.reader.retry.1:reader',
      'a.loose.reader.retry.1::delay',
      'a.loose.reader.retry.2:reader',
      'a.loose.reader.retry.2::delay',
      'a.orders:late',
      'a.orders:reader',
    ]);
    expect(exchanges.every(({ vhost }) => vhost === 'shop')).toBe(true);
    const names = new Set(queues.map(({ name }) => name));
    for (const { source, destination } of bindings) {
      expect(exchanges.some(({ name }) => name === source)).toBe(true);
      expect(names.has(destination)).toBe(true);
    }
    const delay = queues.find(({ name }) => name === 'a.loose.reader.retry.2::delay');
    expect(delay?.arguments).toMatchObject({
      'x-message-ttl': 300_000,
      'x-dead-letter-routing-key': 'a.loose.reader.retry.2:reader',
    });
    const inOrder = queues.filter((queue) => queue.arguments['x-single-active-consumer'] === true);
    expect(inOrder.map(({ name }) => name)).toEqual(['a.jobs', 'a.orders:late', 'a.orders:reader']);
    // Only the delay hears of the channel; its queue leads to the group.
    expect(
      bindings.filter(({ source }) => source === 'a.loose.reader.retry.1').map(({ destination }) => destination),
    ).toEqual(['a.loose.reader.retry.1::delay']);
  });
});

it('quotes every text for the shell', () => {
  const nasty = `it's $(touch x) \`y\` "z" \\ ; & | \n #`;
  const { stdout } = spawnSync('bash', ['-c', `printf '%s' ${shellWord(nasty)}`], { encoding: 'utf8' });
  expect(stdout).toBe(nasty);
});
