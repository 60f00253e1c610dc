import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alone, readState, writeState } from '../../../scripts/servers/state.mjs';
import { exportLines, givenUrl, unsetLines } from '../../../scripts/servers/urls.mjs';
import { brokerUrl, leaveOut } from './servers.js';

describe('what the environment gives', () => {
  it('is a URL of that kind of server, or nothing', () => {
    const environment = { SAGAC_NATS_URL: 'nats://host:1', SAGAC_KAFKA_URL: '' };
    expect(givenUrl('nats', environment)).toBe('nats://host:1');
    expect(givenUrl('kafka', environment)).toBeUndefined();
    expect(givenUrl('postgres', environment)).toBeUndefined();
  });

  it.each(['host:9092', 'nats://host:1', 'kafka://a:1,b:2'])(
    'refuses %s for Kafka, with the form that it has',
    (url) => {
      const expected = 'SAGAC_KAFKA_URL is no URL of the form kafka://host:port';
      expect(() => givenUrl('kafka', { SAGAC_KAFKA_URL: url })).toThrow(expected);
    },
  );
});

describe('lines for a shell', () => {
  it('give each URL to its variable, in one order', () => {
    const lines = exportLines({ postgres: 'postgres://u:p@h:1/d', nats: 'nats://h:2' });
    expect(lines).toBe('export SAGAC_NATS_URL=nats://h:2\nexport SAGAC_POSTGRES_URL=postgres://u:p@h:1/d\n');
  });

  it('keep what a shell would read otherwise', () => {
    const url = `amqp://u:$(echo no)'"\`&;@h:1`;
    const script = `${exportLines({ rabbitmq: url })} printf %s "$SAGAC_RABBITMQ_URL"`;
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(url);
  });

  it('take them back', () => {
    expect(unsetLines(['rabbitmq', 'kafka'])).toBe('unset SAGAC_KAFKA_URL\nunset SAGAC_RABBITMQ_URL\n');
  });
});

describe('the state of a clone', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sagac-services-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is read as it was written, and is gone with the last server', () => {
    expect(readState(folder)).toEqual({});
    writeState({ nats: { url: 'nats://h:1' } }, folder);
    expect(readState(folder)).toEqual({ nats: { url: 'nats://h:1' } });
    writeState({}, folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says which file is damaged', () => {
    writeFileSync(join(folder, 'state.json'), '{"servers"');
    expect(() => readState(folder)).toThrow(`${join(folder, 'state.json')} cannot be read`);
  });

  it('is changed by one at a time, the next one after a failure too', async () => {
    const steps: string[] = [];
    const slow = alone(async () => {
      steps.push('first begins');
      await vi.waitFor(() => expect(steps).toHaveLength(1));
      steps.push('first ends');
      throw new Error('failed');
    }, folder);
    const next = alone(async () => steps.push('second'), folder);
    await expect(slow).rejects.toThrow('failed');
    await next;
    expect(steps).toEqual(['first begins', 'first ends', 'second']);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not kept locked by a process that has ended', async () => {
    writeFileSync(
      join(folder, 'lock.json'),
      JSON.stringify({ pid: process.pid, began: 'before that number went round' }),
    );
    expect(await alone(async () => 'done', folder)).toBe('done');
  });
});

describe('a server that a test needs and nobody has named', () => {
  beforeEach(() => vi.stubEnv('SAGAC_NATS_URL', ''));
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('is told in one line that says how to run the tests', () => {
    vi.stubEnv('SAGAC_REQUIRE_SERVERS', '');
    const said = vi.spyOn(console, 'warn').mockReturnValue(undefined);
    expect(brokerUrl('nats')).toBeUndefined();
    expect(said.mock.calls).toEqual([[expect.stringMatching(/^Left out: .*nats.*`npm run test:brokers`[^\n]*$/)]]);
  });

  it('is a failure where no test may be left out', () => {
    vi.stubEnv('SAGAC_REQUIRE_SERVERS', '1');
    expect(() => brokerUrl('nats')).toThrow('tests that need nats');
    expect(() => leaveOut('others')).toThrow('SAGAC_REQUIRE_SERVERS');
  });
});
