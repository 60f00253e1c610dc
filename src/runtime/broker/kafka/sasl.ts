import type { ConnectionSettings } from './connections.js';
import type { KafkaBrokerOptions, KafkaSasl } from './options.js';

/** As the driver wants it. */
export function driverSasl(sasl: KafkaSasl): NonNullable<ConnectionSettings['sasl']> {
  switch (sasl.mechanism) {
    case 'oauthbearer':
      return { mechanism: 'OAUTHBEARER', token: sasl.token };
    case 'plain':
      return { mechanism: 'PLAIN', username: sasl.username, password: sasl.password };
    case 'scram-sha-256':
      return { mechanism: 'SCRAM-SHA-256', username: sasl.username, password: sasl.password };
    case 'scram-sha-512':
      return { mechanism: 'SCRAM-SHA-512', username: sasl.username, password: sasl.password };
  }
}

/** As the driver wants it; undefined for connections in the clear. */
export function driverTls(tls: KafkaBrokerOptions['tls']): ConnectionSettings['tls'] {
  if (tls === undefined || tls === false) return undefined;
  return tls === true ? {} : tls;
}
