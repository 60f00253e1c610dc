import { connect, isIP } from 'node:net';
import { connect as connectSecurely } from 'node:tls';

/** What is said first, and how an answer of that server begins. */
const GREETINGS = {
  nats: { isAnswer: (bytes) => bytes.subarray(0, 5).toString('latin1') === 'INFO ' },
  // Header of AMQP 0-9-1; the answer is a method frame of channel 0: connection.start.
  rabbitmq: {
    hello: Buffer.from('AMQP\x00\x00\x09\x01', 'latin1'),
    isAnswer: (bytes) => bytes.length >= 11 && bytes[0] === 1 && bytes.readUInt32BE(7) === 0x000a_000a,
  },
  // ApiVersions, version 0, correlation id 7, without a client id; the answer has the id and no error.
  kafka: {
    hello: Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 7, 0xff, 0xff]),
    isAnswer: (bytes) => bytes.length >= 10 && bytes.readUInt32BE(4) === 7 && bytes.readUInt16BE(8) === 0,
  },
  // Asked for all subjects; one that lets in some people only says 401.
  registry: {
    hello: ({ host, pathname }) =>
      `GET ${pathname.replace(/\/$/, '')}/subjects HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    isAnswer: (bytes) => /^HTTP\/1\.1 (200|401) /.test(bytes.toString('latin1')),
  },
  // A session is begun; the answer asks for a password, or refuses for another reason than that the server still starts.
  postgres: {
    hello: Buffer.from('\x00\x00\x00\x29\x00\x03\x00\x00user\x00postgres\x00database\x00postgres\x00\x00', 'latin1'),
    isAnswer: (bytes) => bytes[0] === 0x52 || (isWholeError(bytes) && !bytes.includes('57P03')),
  },
};

function isWholeError(bytes) {
  return bytes.length > 4 && bytes[0] === 0x45 && bytes.length > bytes.readUInt32BE(1);
}

const DEFAULT_PORTS = { kafka: 9092, nats: 4222, rabbitmq: 5672, registry: 80, postgres: 5432 };

/**
 * Whether the server of that kind at the URL speaks its protocol; waits for it at most `patience` milliseconds. `ca` is the authority
 * of its certificate, where that is not one of the machine's.
 */
export function answers(name, url, { ca, patience = 2_000 } = {}) {
  const { hello, isAnswer } = GREETINGS[name];
  const { hostname, port, protocol, searchParams } = new URL(url);
  // NATS greets before TLS begins.
  const secure = protocol === 'amqps:' || (name === 'kafka' && searchParams.get('tls') === 'true');
  return new Promise((resolve) => {
    let heard = Buffer.alloc(0);
    const host = hostname.replace(/^\[|\]$/g, '');
    const address = { host, port: Number(port) || (secure ? 5671 : DEFAULT_PORTS[name]) };
    const socket = secure
      ? connectSecurely({ ...address, ca, ...(isIP(host) ? {} : { servername: host }) })
      : connect(address);
    const end = (found) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(found);
    };
    const timer = setTimeout(end, patience, false);
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      if (hello !== undefined) socket.write(typeof hello === 'function' ? hello(new URL(url)) : hello);
    });
    socket.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      if (isAnswer(heard)) end(true);
    });
  });
}
