import type { Tx } from '../setup.js';
import { HEAR } from '../tables.js';
import type { CancellationMailFailed } from '../types.js';

export const cancellationMailFailed: CancellationMailFailed<Tx> = async ({ orderId }, { tx, event }) => {
  await tx.query(HEAR, [orderId, event]);
};
