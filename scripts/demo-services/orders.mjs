import { createHash } from 'node:crypto';

/** Customers by what is special about them; the tables of the services know the same ones. */
const customer = (number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const POOR = customer(91);
const EXPIRED = customer(92);
const CLOSED = customer(93);
const UNREACHABLE = customer(94);
const POOR_AND_UNREACHABLE = customer(95);

const ADA = { name: 'Ada Park', street: 'Mill Lane 3', city: 'Leiden', postalCode: '2311 AB', country: 'NL' };

const CONFIRMED = { status: 'confirmed' };
const cancelled = (reason) => ({ status: 'cancelled', reason });

/**
 * What an order is like, and what has to come of it. One in three fails, at another step each time; who orders what is all that decides.
 */
const KINDS = [
  { kind: 'an ordinary one', expected: CONFIRMED },
  { kind: 'card declined', customerId: POOR, expected: cancelled('payment_declined') },
  { kind: 'too little for points', price: 15, expected: CONFIRMED },
  { kind: 'no carrier', shipTo: { ...ADA, city: 'McMurdo', country: 'AQ' }, expected: cancelled('not_shippable') },
  { kind: 'an ordinary one', expected: CONFIRMED },
  { kind: 'out of stock', sku: 'SAMOVAR', expected: cancelled('out_of_stock') },
  { kind: 'two articles', second: 'TEAPOT-2L', expected: CONFIRMED },
  { kind: 'mail bounces', customerId: UNREACHABLE, expected: CONFIRMED },
  { kind: 'fraud suspected', price: 7_000, expected: cancelled('payment_declined') },
  { kind: 'an ordinary one', expected: CONFIRMED },
  { kind: 'loyalty account closed', customerId: CLOSED, price: 120, expected: cancelled('technical') },
  { kind: 'two articles', second: 'MUG-BLUE', expected: CONFIRMED },
  { kind: 'too little for points', price: 15, expected: CONFIRMED },
  { kind: 'card expired', customerId: EXPIRED, expected: cancelled('payment_declined') },
  { kind: 'an ordinary one', expected: CONFIRMED },
  { kind: 'declined, and mail bounces', customerId: POOR_AND_UNREACHABLE, expected: cancelled('payment_declined') },
  { kind: 'an ordinary one', expected: CONFIRMED },
  { kind: 'two articles', second: 'TEAPOT-2L', expected: CONFIRMED },
  { kind: 'an ordinary one', expected: CONFIRMED },
  { kind: 'too little for points', price: 15, expected: CONFIRMED },
];

/** The order of a number, the same each time: `{ number, kind, expected, placed }`. `world` keeps the ids of two worlds apart. */
export function orderOf(number, world) {
  const {
    kind,
    expected,
    customerId,
    sku = 'KETTLE-1L',
    second,
    price = 64.5,
    shipTo = ADA,
  } = KINDS[number % KINDS.length];
  const lines = [line(sku, 1 + (number % 3), price), ...(second === undefined ? [] : [line(second, 2, 80)])];
  const total = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * Number(unitPrice.amount), 0);
  const placed = {
    orderId: idOf(`${world}/${number}`),
    customerId: customerId ?? customer(1 + (number % 8)),
    lines,
    total: money(total),
    shipTo,
    placedAt: new Date().toISOString(),
  };
  return { number, kind, expected, placed };
}

function line(sku, quantity, price) {
  return { sku, quantity, unitPrice: money(price) };
}

function money(amount) {
  return { amount: amount.toFixed(2), currency: 'EUR' };
}

/** A UUID made of a text. */
function idOf(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
