import type { ConnectionOptions as TlsOptions } from 'node:tls';
import type { NetworkBrokerOptions } from '../network-broker-options.js';

/** Where a broker of a cluster listens. */
export interface KafkaAddress {
  readonly host: string;
  readonly port: number;
}

/** How this process proves who it is. */
export type KafkaSasl =
  | {
      readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
      readonly username: string;
      readonly password: string;
    }
  | {
      readonly mechanism: 'oauthbearer';
      /** The token, or what fetches one for each connection. */
      readonly token: string | (() => string | Promise<string>);
    };

/** What `createKafkaBroker` can be told. */
export interface KafkaBrokerOptions extends NetworkBrokerOptions {
  /**
   * `kafka://host:port,host2:port2`: some brokers of the cluster, which name the others. It may have `user:password@` before them and
   * `?tls=true` and `?sasl=scram-sha-512` behind; `sasl` is `plain` where a user is named without it.
   */
  readonly url: string;
  /** Wins over the user in the URL. */
  readonly sasl?: KafkaSasl;
  /** `true`, or what Node's `tls.connect` takes besides host and port: `ca`, `cert`, `key`. */
  readonly tls?: boolean | TlsOptions;
  /**
   * How long Kafka waits for a sign of a process before it gives its partitions to others, in milliseconds. Default 10000. Brokers
   * take 6000 to 1800000 where they are not set otherwise.
   */
  readonly sessionTimeoutMs?: number;
  /** Where a broker is reached from here, if that is not the address that it advertises: through a tunnel. */
  readonly reachAt?: (advertised: KafkaAddress) => KafkaAddress;
}
