/** The measured saga as the compiler would write it: three commands, two of them undone, an event at either end. */

const RETRY = { attempts: 5, backoff: 'exponential', delayMs: 1000, maxDelayMs: 60_000, jitter: 'full' };
const FIELDS = { orderId: 'string', amount: 'int', refuse: 'boolean' };

function fromStart(field) {
  return { field, from: { kind: 'path', messages: ['OrderPlaced'], path: [field] } };
}

function call(command, success, failure) {
  return {
    command,
    service: 'participant',
    input: Object.keys(FIELDS).map(fromStart),
    success: [success],
    failure: [{ event: failure, retryable: false, effectUnknown: false }],
    timeoutMs: 30_000,
    retry: RETRY,
    readOnly: false,
  };
}

function step(name, success, failure, undo) {
  const plain = { kind: 'do', name, call: call(name, success, failure), pivot: false, optional: false, onFailure: [] };
  return undo ? { ...plain, undo: { call: undo } } : plain;
}

const steps = [
  step('ReserveStock', 'StockReserved', 'StockMissing', call('ReleaseStock', 'StockReleased', 'StockNotReleased')),
  step('ChargeCard', 'CardCharged', 'CardRefused', call('RefundCard', 'CardRefunded', 'CardNotRefunded')),
  step('ConfirmOrder', 'OrderAccepted', 'OrderRefused'),
];
const answers = steps.flatMap(({ call: command, undo }) =>
  [command, ...(undo ? [undo.call] : [])].flatMap(({ success, failure }) => [...success, failure[0].event]),
);

export const order = {
  format: 1,
  saga: 'Order',
  version: '1.0.0',
  service: 'order',
  start: { message: 'OrderPlaced', kind: 'event' },
  correlation: 'orderId',
  repeat: false,
  steps,
  complete: [{ event: 'OrderCompleted', input: [fromStart('orderId')] }],
  abort: [{ event: 'OrderCancelled', input: [fromStart('orderId')] }],
  ids: [],
  hears: [],
  cancelOn: [],
  messages: {
    OrderPlaced: { fields: { ...FIELDS, currency: 'string', lines: 'any', note: 'string' } },
    ...Object.fromEntries(answers.map((event) => [event, { fields: { orderId: 'string' } }])),
  },
};

/** Handlers that hand every command to the participants that all engines have. */
export function handlersOf(participants) {
  const answer = (call, event) => async (input) => {
    await participants[call]();
    return { outcome: typeof event === 'string' ? event : event(input), data: { orderId: input.orderId } };
  };
  return {
    ReserveStock: answer('reserve', 'StockReserved'),
    ChargeCard: answer('charge', 'CardCharged'),
    ConfirmOrder: answer('confirm', ({ refuse }) => (refuse ? 'OrderRefused' : 'OrderAccepted')),
    RefundCard: answer('undoCharge', 'CardRefunded'),
    ReleaseStock: answer('undoReserve', 'StockReleased'),
  };
}
