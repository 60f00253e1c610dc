import { createHash } from 'node:crypto';

const MONEY = { amount: '10.00', currency: 'EUR' };
const NOW = '2026-11-30T12:00:00Z';
const GARBAGE = Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x00, 0x9c]);
/** Where the answers to planted commands go: nobody listens there. */
export const REPLIES = 'chaos.replies';

/**
 * What is planted: each with the channel it is published on, the message but for its ids, and the groups that have to give it up with
 * the reason they have to give. `mended` is the data with which it would have been right.
 */
const KINDS = [
  {
    kind: 'a command that cannot be decoded',
    channel: 'payment.commands',
    type: 'CapturePayment',
    data: () => GARBAGE,
    isCommand: true,
    letters: { payment: /is no object/ },
  },
  {
    kind: 'a command with a field missing',
    channel: 'payment.commands',
    type: 'CapturePayment',
    data: ({ orderId, customerId }) => ({ orderId, customerId }),
    mended: ({ orderId, customerId }) => ({ orderId, customerId, amount: MONEY }),
    isCommand: true,
    letters: { payment: /no valid `CapturePayment`.*amount/ },
  },
  {
    kind: 'a command for nobody',
    channel: 'inventory.commands',
    type: 'CountStock',
    data: ({ orderId }) => ({ orderId }),
    isCommand: true,
    letters: { inventory: /nobody here carries out `CountStock`/ },
  },
  {
    kind: 'a command without a key',
    channel: 'shipping.commands',
    type: 'ScheduleShipment',
    data: ({ orderId }) => ({ orderId }),
    letters: { shipping: /no header `idempotency-key`/ },
  },
  {
    kind: 'an event that cannot be decoded',
    channel: 'crm.mail.events',
    type: 'CancellationMailSent',
    data: () => GARBAGE,
    letters: { support: /cannot be decoded/ },
  },
  {
    kind: 'an event with a field missing',
    channel: 'crm.mail.events',
    type: 'CancellationMailSent',
    data: ({ orderId }) => ({ orderId, sentAt: NOW }),
    mended: ({ orderId }) => ({ orderId, template: 'order-cancelled-v3', sentAt: NOW }),
    letters: { support: /no valid `CancellationMailSent`.*template/ },
  },
  {
    kind: 'an order that no saga can start with',
    channel: 'sales.order.events',
    type: 'OrderPlaced',
    data: ({ orderId }) => ({ orderId, lines: 'three of them' }),
    letters: { 'order.Checkout': /OrderPlaced/ },
  },
  {
    kind: 'an event of a type that nobody knows',
    channel: 'sales.order.events',
    type: 'OrderGiftWrapped',
    data: ({ orderId }) => ({ orderId }),
    letters: {},
  },
  {
    kind: 'an answer to a saga that never was',
    channel: 'order.Checkout.replies',
    type: 'PaymentCaptured',
    data: ({ orderId }) => ({ orderId, paymentId: orderId, amount: MONEY, capturedAt: NOW }),
    isReply: true,
    letters: { 'order.Checkout': /there is no such instance/ },
  },
];

/** `each` of every kind: `[{ kind, channel, message, letters, mended? }]`. The same seed plants the same. */
export function poisonOf(seed, each) {
  return KINDS.flatMap((kind, row) =>
    Array.from({ length: each }, (_, column) => plantOf(kind, `${seed}/${row}/${column}`)),
  );
}

function plantOf({ kind, channel, type, data, mended, letters, isCommand, isReply }, text) {
  const orderId = uuidOf(`order/${text}`);
  const facts = { orderId, customerId: '00000000-0000-4000-8000-000000000001' };
  const instance = `Checkout.${orderId}`;
  const headers = {
    ...((isCommand || isReply) && { 'idempotency-key': `${instance}/CapturePayment`, 'sagac-attempt': '1' }),
    ...(isCommand && {
      'reply-to': REPLIES,
      'sagac-instance': instance,
      'sagac-step': 'CapturePayment',
      'sagac-direction': 'do',
    }),
  };
  const message = { id: uuidOf(`poison/${text}`), key: instance, type, data: data(facts), headers };
  return { kind, channel, orderId, message, letters, ...(mended && { mended: mended(facts) }) };
}

function uuidOf(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * What is wrong with the dead letters: each planted message has to be there once for every group that gives it up, for the right reason
 * and as it was sent, and nothing else. A letter that is there twice is one: it is written before its message is acknowledged.
 */
export function letterProblems(planted, letters) {
  const found = new Map();
  const problems = [];
  const byId = new Map(planted.map((plant) => [plant.message.id, plant]));
  for (const { message, group, reason } of letters) {
    const plant = byId.get(message.id);
    const wanted = plant?.letters[group];
    if (wanted === undefined) {
      problems.push(`A dead letter that nobody planted: ${message.type} ${message.id} by ${group}: ${reason}.`);
      continue;
    }
    found.set(`${message.id} ${group}`, true);
    if (!wanted.test(reason)) problems.push(`${plant.kind} ${message.id} is dead for another reason: ${reason}.`);
    if (!isSame(message.data, plant.message.data)) problems.push(`${plant.kind} ${message.id} is not as it was sent.`);
  }
  const missing = planted.flatMap(({ kind, message, letters: wanted }) =>
    Object.keys(wanted)
      .filter((group) => !found.has(`${message.id} ${group}`))
      .map((group) => `${kind} ${message.id}: ${group} has not put it to the dead letters.`),
  );
  return [...problems, ...missing];
}

function isSame(one, other) {
  const bytes = (data) => (data instanceof Uint8Array ? Buffer.from(data).toString('hex') : JSON.stringify(data));
  return bytes(one) === bytes(other);
}
