import { describe, expect, it, vi } from 'vitest';
import { SagaError } from '../errors.js';
import { brokerKind, openBroker, shownBroker } from './open-broker.js';

const SAID = vi.hoisted(() => ({ error: undefined as unknown, options: undefined as unknown }));

vi.mock('./rabbitmq/index.js', () => ({
  createRabbitmqBroker: async (options: unknown) => {
    SAID.options = options;
    throw SAID.error;
  },
}));

vi.mock('./nats/index.js', () => ({
  createNatsBroker: async (options: unknown) => {
    SAID.options = options;
    throw SAID.error;
  },
}));

describe('the address of a broker', () => {
  it.each([
    ['kafka://a:9092,b:9092', 'kafka'],
    ['NATS://localhost', 'nats'],
    ['tls://localhost:4222', 'nats'],
    ['amqp://guest:guest@localhost/shop', 'rabbitmq'],
    ['amqps://localhost', 'rabbitmq'],
  ])('%s leads to %s', (address, kind) => {
    expect(brokerKind(address)).toBe(kind);
  });

  it.each([
    ['', 'is empty'],
    ['localhost:4222', 'does not begin with its kind'],
    ['top-secret', 'does not begin with its kind'],
    ['user:top-secret@host', 'does not begin with its kind'],
    ['redis://u:top-secret@host', '`redis://` is no kind of broker'],
    ['nats:host', 'no host behind `nats://`'],
    ['kafka:///x', 'no host behind `kafka://`'],
    ['memory:', 'lives in the process'],
  ])('%j is refused with a next step', async (address, text) => {
    const error: unknown = await openBroker(address).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SagaError);
    expect(error).toMatchObject({ code: 'invalid-broker-url', message: expect.stringContaining(text) });
    expect((error as SagaError).message).not.toContain('top-secret');
    expect((error as SagaError).message).toMatch(/: (use|name) /);
  });

  it.each([
    ['kafka://u:p@a:9092,b:9092?sasl=plain', 'kafka://a:9092,b:9092'],
    ['amqp://guest:p@ss@host:5672/shop', 'amqp://host:5672/shop'],
    ['nats://token@host', 'nats://host'],
    ['amqp://u:p?q@host/shop?management=http://ana:x@host:15672', 'amqp://host/shop'],
    ['amqp://host?heartbeat=1&management=http://ana:x@other', 'amqp://host'],
    ['nats://host:4222', 'nats://host:4222'],
  ])('%s is shown as %s', (address, shown) => {
    expect(shownBroker(address)).toBe(shown);
  });
});

describe('opening a broker', () => {
  const ADDRESS = 'nats://ana:top%2Dsecret@host:4222';

  it('hands address and options to the adapter', async () => {
    await openBroker(ADDRESS, { create: false, clientId: 'me' }).catch(() => undefined);
    expect(SAID.options).toEqual({ url: ADDRESS, create: false, clientId: 'me' });
  });

  it('knows where the management plugin of RabbitMQ is', async () => {
    const url = 'amqp://host/shop?management=http%3A%2F%2Fana:x@host:15672';
    await openBroker(url).catch(() => undefined);
    expect(SAID.options).toEqual({ url, management: 'http://ana:x@host:15672' });
    await openBroker('amqp://host').catch(() => undefined);
    expect(SAID.options).toEqual({ url: 'amqp://host' });
  });

  it('tells what the adapter says, without the password in any form', async () => {
    for (const said of [`cannot reach ${ADDRESS}`, 'top-secret is wrong']) {
      SAID.error = new Error(said);
      const error: unknown = await openBroker(ADDRESS).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'broker-failed', message: expect.stringContaining('***') });
      expect((error as Error).message).not.toMatch(/top(-|%2D)secret/);
      expect((error as Error).cause).toBeUndefined();
    }
    SAID.error = new Error('the plugin does not let hidden in');
    const url = 'amqp://a:b@host?management=http%3A%2F%2Fana:hidden@host';
    await expect(openBroker(url)).rejects.toThrow('let *** in');
    SAID.error = new SagaError('broker-unreachable', 'nobody answers at host:4222');
    await expect(openBroker(ADDRESS)).rejects.toBe(SAID.error);
  });
});
