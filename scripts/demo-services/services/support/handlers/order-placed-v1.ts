import type { Tx } from '../setup.js';
import { HEAR } from '../tables.js';
import type { OrderPlacedV1 } from '../types.js';

export const orderPlacedV1: OrderPlacedV1<Tx> = async ({ orderId }, { tx, event }) => {
  await tx.query(HEAR, [orderId, event]);
};
