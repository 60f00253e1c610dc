/** A service that takes orders from a channel, as the target `consumers` writes it. */
export function definitionOf(channel, service = 'bench') {
  const shape = { fields: { orderId: 'string', customerId: 'string', total: 'int', note: 'string' } };
  return {
    service,
    source: `/${service}`,
    envelope: 'cloudevents',
    channels: { [channel]: { ordering: 'key', retryDelaysMs: [60_000] } },
    events: { OrderPlaced: { type: 'OrderPlaced', version: '1.0.0', channel, key: 'orderId' } },
    handlers: [{ name: 'Book', on: ['OrderPlaced'], needs: [], asks: [], idempotentBy: [], emits: [], fails: [] }],
    commands: {},
    messages: { OrderPlaced: shape },
  };
}
