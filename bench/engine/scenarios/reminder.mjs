/** A saga that sleeps until the time that its start message names, and then calls a participant once. */
export const reminder = {
  format: 1,
  saga: 'Reminder',
  version: '1.0.0',
  service: 'reminder',
  start: { message: 'ReminderSet', kind: 'event' },
  correlation: 'reminderId',
  repeat: false,
  steps: [
    { kind: 'wait', name: 'sleep', for: { kind: 'value', from: fromStart('wakeAt'), plusMs: 0 } },
    {
      kind: 'do',
      name: 'Remind',
      pivot: false,
      optional: false,
      onFailure: [],
      call: {
        command: 'Remind',
        service: 'participant',
        input: [{ field: 'wakeAt', from: fromStart('wakeAt') }],
        success: ['Reminded'],
        failure: [],
        timeoutMs: 30_000,
        retry: { attempts: 5, backoff: 'fixed', delayMs: 1000, maxDelayMs: 1000, jitter: 'none' },
        readOnly: false,
      },
    },
  ],
  complete: [],
  abort: [],
  ids: [],
  hears: [],
  cancelOn: [],
  messages: {
    ReminderSet: { fields: { reminderId: 'string', wakeAt: 'timestamp' } },
    Reminded: { fields: {} },
  },
};

function fromStart(field) {
  return { kind: 'path', messages: ['ReminderSet'], path: [field] };
}
