export { createKafkaBroker } from './kafka-broker.js';
export type { KafkaAddress, KafkaBrokerOptions, KafkaSasl } from './options.js';
