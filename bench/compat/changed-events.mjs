// The later state of the events: some of them changed, each in one of several ways, half of which break somebody.

/** Changes every `step`-th event, so that 100 is one percent of them and 1 is all; the others are the very same objects. */
export function changedEvents(events, step) {
  return events.map((event, index) =>
    index % step === 0 ? changed(event, WAYS[Math.floor(index / step) % WAYS.length]) : event,
  );
}

const WAYS = [
  // A required field is removed.
  (payload) => without(payload, 'sequence'),
  // An optional field is added.
  (payload) => ({ ...payload, sourceSystem: { type: 'string', maxLength: 40, optional: true } }),
  // A number becomes a text.
  (payload) => ({ ...payload, sequence: { type: 'string', maxLength: 20 } }),
  // A description changes.
  (payload) => withPart(payload, 'note', { description: 'Free text for the staff, may be absent.' }),
  // A value goes from an enumeration.
  (payload) => withPart(payload, 'status', { values: payload.status.values.slice(0, -1) }),
  // A bound is loosened.
  (payload) => withPart(payload, 'note', { maxLength: 500 }),
];

function changed(event, change) {
  return { ...event, version: '1.1.0', payload: change(event.payload) };
}

function without(payload, name) {
  return Object.fromEntries(Object.entries(payload).filter(([field]) => field !== name));
}

function withPart(payload, name, part) {
  return { ...payload, [name]: { ...payload[name], ...part } };
}
