export type { RabbitmqBrokerOptions } from './options.js';
export { createRabbitmqBroker } from './rabbitmq-broker.js';
