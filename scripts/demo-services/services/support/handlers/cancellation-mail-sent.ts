import type { Tx } from '../setup.js';
import { HEAR } from '../tables.js';
import type { CancellationMailSent } from '../types.js';

export const cancellationMailSent: CancellationMailSent<Tx> = async ({ orderId }, { tx, event }) => {
  await tx.query(HEAR, [orderId, event]);
};
