/** The names of the servers that can be started. */
export type ServerName = 'kafka' | 'nats' | 'rabbitmq' | 'postgres';

/** A server of the caller's own, which others do not use: it may be stopped and started. */
export interface OwnServer {
  /** The same after `stop` and `start`. */
  readonly url: string;
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

export interface OwnServerOptions {
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
