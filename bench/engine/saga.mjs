/** The saga that every engine runs: reserve, charge, confirm; or confirm is refused, and charge and reserve are undone. */

/** What a run of each kind ends as, how often it calls a participant, and the transitions that a journal needs for it. */
export const kinds = {
  ok: {
    outcome: 'completed',
    calls: 3,
    transitions: [
      { entry: 'started', status: 'running' },
      { entry: 'reserve', status: 'running', call: 'reserve' },
      { entry: 'charge', status: 'running', call: 'charge' },
      { entry: 'confirm', status: 'completed', call: 'confirm' },
    ],
  },
  fail: {
    outcome: 'compensated',
    calls: 5,
    transitions: [
      { entry: 'started', status: 'running' },
      { entry: 'reserve', status: 'running', call: 'reserve' },
      { entry: 'charge', status: 'running', call: 'charge' },
      { entry: 'confirm-refused', status: 'unwinding', call: 'confirm' },
      { entry: 'charge-undone', status: 'unwinding', call: 'undoCharge' },
      { entry: 'reserve-undone', status: 'compensated', call: 'undoReserve' },
    ],
  },
};

/** About 250 bytes of JSON that begin a run; `refuse` makes its last step fail. */
export function orderOf(id, kind) {
  return {
    orderId: id,
    amount: 4200,
    currency: 'EUR',
    lines: [
      { sku: 'A-1', quantity: 2 },
      { sku: 'B-9', quantity: 1 },
    ],
    note: 'x'.repeat(120),
    refuse: kind === 'fail',
  };
}

/** Participants that do nothing but count how often they were called. */
export function createParticipants() {
  const participants = { calls: 0 };
  for (const name of ['reserve', 'charge', 'confirm', 'undoReserve', 'undoCharge']) {
    participants[name] = async () => {
      participants.calls++;
      return { ok: true };
    };
  }
  return participants;
}
