import type { Tx } from '../setup.js';
import { HEAR } from '../tables.js';
import type { OrderConfirmed } from '../types.js';

export const orderConfirmed: OrderConfirmed<Tx> = async ({ orderId }, { tx, event }) => {
  await tx.query(HEAR, [orderId, event]);
};
