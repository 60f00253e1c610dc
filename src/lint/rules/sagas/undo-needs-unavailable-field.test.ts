import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { undoNeedsUnavailableField } from './undo-needs-unavailable-field.js';

const MESSAGES = `services: { s: {} }
events:
  Started: { payload: { id: uuid, no: string, note: string? } }
  ADone: { payload: { id: uuid, handle: string } }
  AKnown: { payload: { id: uuid, handle: string } }
  BDone: { payload: { id: uuid, other: string } }
  Unsure: { effect: unknown, payload: { id: uuid } }
  Bad: {}
  Undone: {}
  HotelBooked: { payload: { id: uuid, booking: string, no: string, guest: string } }
  FlightBooked: { payload: { id: uuid, booking: string, no: string, guest: string } }
commands:
  A: { handler: s, success: ADone, failure: [Bad] }
  Sure: { handler: s, success: ADone, cannotFail: It only sets a flag. }
  LookUp: { handler: s, effect: none, success: AKnown }
  B: { handler: s, success: BDone, failure: [Bad] }
  ById: { handler: s, payload: { id: uuid, no: string }, success: Undone }
  Undo: { handler: s, payload: { id: uuid, handle: string }, success: Undone }
  Maybe: { handler: s, payload: { id: uuid, handle: string? }, success: Undone }
  Text: { handler: s, payload: { id: uuid, text: string }, success: Undone }
  Made: { handler: s, payload: { holdId: string }, success: Undone }
  BookHotel: { handler: s, payload: { id: uuid }, success: HotelBooked, failure: [Bad] }
  BookFlight: { handler: s, payload: { id: uuid, guest: string? }, success: FlightBooked, failure: [Bad] }
  CancelFlight: { handler: s, payload: { id: uuid, booking: string }, success: Undone }
  CancelMaybe: { handler: s, payload: { id: uuid, booking: string? }, success: Undone }
  TellNo: { handler: s, payload: { no: string }, success: Undone }
  TellGuest: { handler: s, payload: { guest: string }, success: Undone }
`;

const found = (steps: string, more = '') =>
  findingsOf(
    undoNeedsUnavailableField,
    `${MESSAGES}sagas: { S: { start: Started, correlation: id${more}, steps: ${steps} } }`,
  );

describe('undo-needs-unavailable-field', () => {
  it.each([
    ['what the start has told', '[{ do: A, undo: ById }, { do: B }]'],
    ['an optional field', '[{ do: A, undo: Maybe }, { do: B }]'],
    ['a guard that asks for the answer', '[{ do: A, undo: { do: Undo, when: ADone } }, { do: B }]'],
    ['a guard in CEL that asks for it', '[{ do: A, undo: { do: Undo, when: "has(seen.ADone)" } }, { do: B }]'],
    ['the answer of a step before', '[{ do: A, undo: ById }, { do: B, undo: Undo }, { do: B, name: c }]'],
    ['a step that is said to answer', '[{ do: Sure, undo: Undo }, { do: B }]'],
    ['a constant', '[{ do: A, undo: { do: Text, with: { text: gone } } }, { do: B }]'],
    [
      'a value by the cause, of that cause',
      '[{ do: A, undo: { do: Text, with: { text: { Bad: failed, else: Started.no } } } }, { do: B }]',
    ],
    ['what nothing can fill, which the compiler refuses', '[{ do: A, undo: Text }, { do: B }]'],
  ])('accepts %s', async (_, steps) => {
    expect(await found(steps)).toEqual([]);
  });

  it('accepts an id that is made at the start', async () => {
    expect(await found('[{ do: A, undo: Made }, { do: B }]', ', ids: [holdId]')).toEqual([]);
  });

  const UNANSWERED = 'needs `handle` of `ADone`, which is missing when `A` never answered.';

  it.each([
    ['the answer of its own step', '[{ do: A, undo: Undo }, { do: B }]', `Undo: The undo \`Undo\` ${UNANSWERED}`],
    [
      'a path into that answer',
      '[{ do: A, undo: { do: Text, with: { text: ADone.handle } } }, { do: B }]',
      `ADone.handle: The undo \`Text\` ${UNANSWERED.replace('handle', 'text')}`,
    ],
    [
      'that answer by cause',
      '[{ do: A, undo: { do: Text, with: { text: { Bad: x, else: ADone.handle } } } }, { do: B }]',
      undefined,
    ],
    [
      'an answer that a check may give as well',
      '[{ do: A, check: LookUp, undo: Undo }, { do: B }]',
      'Undo: The undo `Undo` needs `handle` of `ADone` or `AKnown`, which is missing when `A` never answered.',
    ],
    [
      'the answer of a later step',
      '[{ do: A, undo: { do: Text, with: { text: BDone.other } } }, { do: B }]',
      'BDone.other: The undo `Text` needs `text` of `BDone`, which has perhaps not come by then.',
    ],
    [
      'the answer of a step that may be left out',
      '[{ do: B, when: "Started.no != \'\'", undo: ById }, { do: A, undo: { do: Text, with: { text: BDone.other } } }, { do: B, name: c }]',
      'BDone.other: The undo `Text` needs `text` of `BDone`, which has perhaps not come by then.',
    ],
    [
      'a value that may be absent',
      '[{ do: A, undo: { do: Text, with: { text: Started.note } } }, { do: B }]',
      'Started.note: The undo `Text` needs `text` of `Started`, which may lack it.',
    ],
    [
      'what only a later answer tells the undo of the start',
      '[{ undo: { do: Text, with: { text: ADone.handle } } }, { do: A }]',
      'ADone.handle: The undo `Text` needs `text` of `ADone`, which has perhaps not come by then.',
    ],
  ])('finds %s', async (_, steps, finding) => {
    const findings = await found(steps);
    if (finding !== undefined) expect(findings).toEqual([finding]);
    else expect(findings).toEqual([expect.stringContaining(UNANSWERED.replace('handle', 'text'))]);
  });

  const twoBookings = (undo: string) => `[{ do: BookHotel, undo: ById }, { do: BookFlight, undo: ${undo} }, { do: B }]`;

  it.each(['CancelFlight', 'CancelMaybe'])('finds the number of another booking that stands in: %s', async (undo) => {
    expect(await found(twoBookings(undo))).toEqual([
      `${undo}: The undo \`${undo}\` needs \`booking\` of \`FlightBooked\`, and takes that of \`HotelBooked\` when \`BookFlight\` never answered.`,
    ]);
  });

  it.each([
    ['what the start has told already', 'TellNo'],
    ['what was handed to the step', 'TellGuest'],
    ['what is asked for', '{ do: CancelFlight, when: FlightBooked }'],
    ['what is written', '{ do: CancelFlight, with: { booking: Started.no } }'],
  ])('accepts %s', async (_, undo) => {
    expect(await found(twoBookings(undo))).toEqual([]);
  });
});
