/** What `--broker` may be. */
export const BROKERS = ['memory', 'nats', 'kafka', 'rabbitmq'];
