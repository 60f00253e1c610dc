import { randomUUID } from 'node:crypto';
import { outcomes } from '../producer/outcomes.js';
import type { Tx } from '../setup.js';
import type { ScheduleShipment } from '../types.js';

export const scheduleShipment: ScheduleShipment<Tx> = async ({ orderId, shipTo }, { tx }) => {
  const now = new Date().toISOString();
  const failed = (reason: 'address_unknown' | 'no_carrier') =>
    outcomes.scheduleShipment.shipmentSchedulingFailed({ orderId, reason, failedAt: now });

  if (shipTo.city === '') return failed('address_unknown');
  const find = 'SELECT carrier FROM carriers WHERE country = $1';
  const [found] = (await tx.query<{ readonly carrier: string }>(find, [shipTo.country])).rows;
  if (found === undefined) return failed('no_carrier');

  const { carrier } = found;
  const shipmentId = randomUUID();
  await tx.query('INSERT INTO parcels (shipment_id, order_id, carrier) VALUES ($1, $2, $3)', [
    shipmentId,
    orderId,
    carrier,
  ]);
  return outcomes.scheduleShipment.shipmentScheduled({ orderId, shipmentId, carrier, scheduledAt: now });
};
