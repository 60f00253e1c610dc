import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { connectOptions, type NatsAddress } from './connect-options.js';
import { loadDriver } from './driver.js';

const driver = await loadDriver();

function optionsFor(address: NatsAddress, timeoutMs = 10_000) {
  return connectOptions(address, driver, { name: 'a', timeoutMs, awayMs: () => 0 });
}

/** Whether a certificate for these names would do, where the driver has told Node this name. */
function takes(address: NatsAddress, name: string, names: string): boolean {
  const { checkServerIdentity: check } = optionsFor(address).tls as {
    readonly checkServerIdentity: (name: string, certificate: PeerCertificate) => Error | undefined;
  };
  return check(name, certificateFor(names)) === undefined;
}

function certificateFor(names: string): PeerCertificate {
  return { subject: { CN: 'nats' }, subjectaltname: names } as PeerCertificate;
}

describe('what the driver of NATS is told', () => {
  it('lets a server at an address in numbers have a certificate for that, and for no other', () => {
    // The driver has no name for it, and Node then takes `localhost`.
    const address = { url: 'tls://10.0.0.5:4222,[::1]:4222' };
    expect(takes(address, 'localhost', 'IP Address:10.0.0.5')).toBe(true);
    // Node 22.23 itself takes no certificate for an address of IPv6.
    const ofIpv6 = 'IP Address:0:0:0:0:0:0:0:1';
    const isTakenByNode = checkServerIdentity('::1', certificateFor(ofIpv6)) === undefined;
    expect(takes(address, 'localhost', ofIpv6)).toBe(isTakenByNode);
    expect(takes(address, 'localhost', 'IP Address:10.0.0.6, DNS:localhost')).toBe(false);
    expect(takes({ url: 'tls://localhost,127.0.0.1' }, 'localhost', 'DNS:localhost')).toBe(true);
    expect(takes({ url: 'tls://nats.example,10.0.0.5' }, 'nats.example', 'DNS:nats.example')).toBe(true);
    expect(takes({ url: 'tls://nats.example,10.0.0.5' }, 'nats.example', 'DNS:other.example')).toBe(false);
  });

  it('leaves names to Node, and what the caller says as it is', () => {
    const checkServerIdentity = () => undefined;
    expect(optionsFor({ url: 'tls://nats.example' }).tls).toEqual({});
    expect(optionsFor({ url: 'tls://10.0.0.5', tls: { servername: 'a' } }).tls).toEqual({ servername: 'a' });
    expect(optionsFor({ url: 'nats://10.0.0.5', tls: { checkServerIdentity } }).tls).toEqual({ checkServerIdentity });
    expect(optionsFor({ url: 'nats://10.0.0.5', tls: false })).not.toHaveProperty('tls');
  });

  it('waits for a connection as long as for a message, at most', () => {
    expect(optionsFor({ url: 'nats://a' }).timeout).toBe(5_000);
    expect(optionsFor({ url: 'nats://a' }, 300).timeout).toBe(300);
  });
});
