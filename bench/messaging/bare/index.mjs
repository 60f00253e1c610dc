const DRIVERS = { kafka: './kafka.mjs', nats: './nats.mjs', rabbitmq: './rabbitmq.mjs' };

/**
 * A broker by its bare driver, as a careful developer uses it: `publish(channel, { id, key, type, data })` with a confirmation, `data`
 * as JSON text; `consume(channel, group, concurrency, handler)` at least once, each key in order, which gives a function that stops.
 */
export async function openBare(name, url) {
  const { open } = await import(DRIVERS[name]);
  return open(url);
}
