import { describe, expect, it } from 'vitest';
import { isSagaError } from '../../errors.js';
import { readKafkaUrl } from './kafka-url.js';

describe('the URL of a Kafka cluster', () => {
  it('names brokers', () => {
    expect(readKafkaUrl('kafka://one:9092,two.example,[::1]:9094/')).toEqual({
      brokers: [
        { host: 'one', port: 9092 },
        { host: 'two.example', port: 9092 },
        { host: '::1', port: 9094 },
      ],
      tls: false,
    });
  });

  it('may have a user, and say how to prove who that is', () => {
    const { sasl, tls } = readKafkaUrl('kafka://us%40er:p%3Aa:ss@one:1?tls=true&sasl=SCRAM-SHA-512');
    expect(sasl).toEqual({ mechanism: 'scram-sha-512', username: 'us@er', password: 'p:a:ss' });
    expect(tls).toBe(true);
    expect(readKafkaUrl('kafka://u:p@one').sasl?.mechanism).toBe('plain');
  });

  it.each([
    'http://one:1',
    'kafka://',
    'kafka://one:x',
    'kafka://one:70000',
    'kafka://one,,two',
    'kafka://secret@one',
    'kafka://u:secret%@one',
    'kafka://u:secret@one?sasl=kerberos',
    'kafka://one?sasl=plain',
    'kafka://one?tls=maybe',
    'kafka://u:secret@one?acks=1',
  ])('is refused where it cannot be read, without its password: %s', (url) => {
    let error: unknown;
    try {
      readKafkaUrl(url);
    } catch (thrown) {
      error = thrown;
    }
    expect(isSagaError(error, 'invalid-broker-url')).toBe(true);
    expect(String(error)).not.toContain('secret');
  });
});
