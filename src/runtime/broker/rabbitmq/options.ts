import type { ConnectionOptions as TlsOptions } from 'node:tls';
import type { NetworkBrokerOptions } from '../network-broker-options.js';

/** What `createRabbitmqBroker` can be told. */
export interface RabbitmqBrokerOptions extends NetworkBrokerOptions {
  /**
   * `amqp://user:password@host:5672/vhost`, or `amqps` for TLS. Several nodes of a cluster are `host:5672,host2:5672`. The user is
   * `guest` and the virtual host `/` where none is named; a `/` within its name is `%2F`.
   */
  readonly url: string;
  /** Wins over the user in the URL. */
  readonly credentials?: { readonly username: string; readonly password: string };
  /** `true`, or what Node's `tls.connect` takes besides host and port: `ca`, `cert`, `key`. `amqps` needs it only for these. */
  readonly tls?: boolean | TlsOptions;
  /** The largest body that is sent, in bytes. Default 134217728, or less where the server turns out to take less. */
  readonly maxBytes?: number;
  /** The largest frame, in bytes: not more than `frame_max` of the server. Headers have half of it. Default 131072. */
  readonly frameBytes?: number;
  /** Seconds between signs of life; a connection without them is lost after twice that. Default 10. */
  readonly heartbeatSeconds?: number;
  /**
   * Address of the management plugin, `http://user:password@host:15672`, or `https`, for which `tls` counts, too; with the user of `url`
   * where it names none. Only this plugin knows the names of all channels, and what other processes have in their hands.
   */
  readonly management?: string;
}
