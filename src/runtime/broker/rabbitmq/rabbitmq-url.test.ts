import { describe, expect, it } from 'vitest';
import { placeOf, readAddress } from './rabbitmq-url.js';

describe('the address of RabbitMQ', () => {
  it.each([
    [
      'amqp://h',
      { hosts: [{ hostname: 'h', port: 5672 }], username: 'guest', password: 'guest', vhost: '/', isTls: false },
    ],
    [
      'amqps://u:p%40ss@h:1/a%2Fb?heartbeat=5',
      { hosts: [{ hostname: 'h', port: 1 }], username: 'u', password: 'p@ss', vhost: 'a/b', isTls: true },
    ],
    ['amqps://h/', { hosts: [{ hostname: 'h', port: 5671 }], vhost: '/' }],
    [
      'amqp://u:a:b@h1:1,h2/v',
      {
        hosts: [
          { hostname: 'h1', port: 1 },
          { hostname: 'h2', port: 5672 },
        ],
        password: 'a:b',
        vhost: 'v',
      },
    ],
    ['amqp://[::1]:1', { hosts: [{ hostname: '::1', port: 1 }] }],
  ])('%s is read', (url, address) => {
    expect(readAddress({ url })).toMatchObject(address);
  });

  it('gives way to credentials and TLS that are named apart', () => {
    const credentials = { username: 'x', password: 'y' };
    expect(readAddress({ url: 'amqp://u:p@h', credentials, tls: true })).toMatchObject({ ...credentials, isTls: true });
  });

  it.each([
    'http://u:secret@h',
    'amqp://',
    'amqp://u:secret@h:99999',
    'amqp://u:%secret@h',
    'secret',
    'amqp://u:secret@h:x',
  ])('%s is refused without being repeated', (url) => {
    let problem = '';
    try {
      readAddress({ url });
    } catch (error) {
      problem = String(error);
    }
    expect(problem).toMatch(/cannot be read: .*; use `amqp:/);
    expect(problem).not.toContain('secret');
  });

  it('is shown without the user', () => {
    expect(placeOf(readAddress({ url: 'amqp://u:secret@h1,h2:1' }))).toBe('RabbitMQ at h1:5672, h2:1');
  });
});
