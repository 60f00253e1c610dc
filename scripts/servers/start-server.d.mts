/** The names of the servers that can be started. */
export type ServerName = 'kafka' | 'nats' | 'rabbitmq' | 'registry' | 'postgres';

/** A server of the caller's own, which others do not use: it may be stopped and started. */
export interface OwnServer {
  /** The same after `stop` and `start`. Of a secured server with user and password, where it asks for them. */
  readonly url: string;
  /** Of a secured server alone. */
  readonly secrets?: Secrets;
  /**
   * Resolves when its process has ended. `kill` is like a crash: SIGKILL, for PostgreSQL its immediate shutdown. `stop`
   * asks it to end in order. What was confirmed is kept; nothing happens where it does not run.
   */
  stop(mode: 'kill' | 'stop'): Promise<void>;
  /** Resolves when it answers again, at the same port and with its data. Rejects with the end of its log. */
  start(): Promise<void>;
  /** Stops it and deletes its data. It also happens when this process ends, in whatever way. */
  remove(): Promise<void>;
}

/** What a client shows to a secured server, and by what it knows that. */
export interface Secrets {
  /** PEM of the authority that has signed the certificates of the server and of the client; made for this server alone. */
  readonly ca: string;
  readonly caFile: string;
  /** PEM of a client's certificate and of its key. */
  readonly cert: string;
  readonly key: string;
  readonly username: string;
  /** Has signs in it that URLs have to write in another way. */
  readonly password: string;
  readonly token: string;
  /** Text of a `.creds` file of NATS, where it is secured with such. */
  readonly credentials?: string;
  /** Second address of a secured Kafka: TLS, no login, but a client's certificate. */
  readonly certifiedUrl?: string;
}

/**
 * What a secured server asks for besides TLS: NATS for one of them, Kafka and RabbitMQ for a password whatever stands here. Kafka takes
 * PLAIN and SCRAM; RabbitMQ has a virtual host `shop/eu` and no user `guest`, and takes client certificates that its authority has signed.
 */
export type Login = 'password' | 'token' | 'certificate' | 'credentials';

export interface OwnServerOptions {
  /** Speaks TLS with a certificate of its own for 127.0.0.1 and localhost, and lets nobody in who has not logged in. */
  readonly secured?: Login;
  /** More settings of Kafka's properties, RabbitMQ's configuration or PostgreSQL, by name. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Plugins of RabbitMQ that are switched on. */
  readonly plugins?: readonly string[];
  /** Text of RabbitMQ's `advanced.config`, for what `settings` cannot say. */
  readonly advanced?: string;
  /** More arguments of `nats-server`. */
  readonly arguments?: readonly string[];
}

/**
 * Starts a server with empty data on a free port of 127.0.0.1 and resolves when it answers. Installs it where it is
 * missing. Rejects with the reason and what to do where it cannot be had.
 */
export function startServer(name: ServerName, options?: OwnServerOptions): Promise<OwnServer>;
