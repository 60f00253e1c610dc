/** What `--broker` may be. */
export const BROKERS = ['memory', 'nats', 'kafka', 'rabbitmq'];

/** Throws where it is none of them. */
export function checkBroker(name) {
  if (!BROKERS.includes(name)) throw new Error(`There is no broker \`${name}\`: take ${BROKERS.join(', ')}.`);
}
