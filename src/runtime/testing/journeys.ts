import type { JsonObject } from '../json.js';
import type { SagaDefinition } from '../saga/definition.js';
import type { SagaStatus } from '../saga/state.js';
import { checkout } from './definitions.js';
import { approval, assembly, delivery, nesting, payment, rental } from './fixture-sagas.js';
import type { Behave, Behaviour } from './participants.js';

/** A way through a fixture saga, forward or backward. */
export interface Journey {
  readonly name: string;
  readonly saga: SagaDefinition;
  readonly end: SagaStatus;
  readonly behave: Behave;
  /** Events of the outside, by the command whose first call brings them about half a minute later. */
  readonly outside?: Readonly<Record<string, readonly OutsideEvent[]>>;
}

export interface OutsideEvent {
  readonly event: string;
  readonly data: JsonObject;
}

/** What some commands do; the others succeed. With `once`, only their first attempts are special. */
function but(special: Readonly<Record<string, Behaviour>>, once = false): Behave {
  return (command, attempt) => (once && attempt > 1 ? undefined : special[command]) ?? 'succeed';
}

function event(name: string): OutsideEvent {
  return { event: name, data: { orderId: 'o1' } };
}

/** Ways through every fixture saga that together take every construct forward and back. */
export const journeys: readonly Journey[] = [
  { saga: checkout, name: 'completes after a retry', end: 'completed', behave: but({ CapturePayment: 'throw' }, true) },
  { saga: checkout, name: 'is refused at its last step', end: 'aborted', behave: but({ ConfirmOrder: 'refuse' }) },
  {
    saga: checkout,
    name: 'gets no answer, and an undo fails at first',
    end: 'aborted',
    behave: (command, attempt) => {
      if (command === 'AddLoyaltyPoints') return 'hang';
      return command === 'UndoReserveStock' && attempt === 1 ? 'throw' : 'succeed';
    },
  },
  {
    saga: checkout,
    name: 'gets stuck on an undo',
    end: 'stuck',
    behave: but({ ConfirmOrder: 'refuse', UndoCapturePayment: 'refuse' }),
  },
  { saga: assembly, name: 'has to ask', end: 'completed', behave: but({ Deliver: 'hang' }) },
  { saga: assembly, name: 'unwinds from inside a branch', end: 'aborted', behave: but({ Paint: 'refuse' }) },
  {
    saga: approval,
    name: 'is approved, with a note before',
    end: 'completed',
    behave: but({}),
    outside: { Ask: [event('NoteAdded'), event('Approved')] },
  },
  { saga: approval, name: 'is rejected', end: 'aborted', behave: but({}), outside: { Ask: [event('Rejected')] } },
  { saga: approval, name: 'hears of nobody', end: 'aborted', behave: but({}) },
  {
    saga: approval,
    name: 'is withdrawn',
    end: 'aborted',
    behave: but({}),
    outside: { Ask: [event('OrderWithdrawn')] },
  },
  { saga: rental, name: 'waits its time', end: 'completed', behave: but({}) },
  {
    saga: rental,
    name: 'ends a pause early and unwinds its rounds',
    end: 'aborted',
    behave: but({ Close: 'refuse' }),
    outside: { Charge: [event('Returned')] },
  },
  {
    saga: payment,
    name: 'deals with every failure',
    end: 'completed',
    behave: (command, _attempt, key) => {
      if (command === 'Debit') return key.endsWith('Debit') ? 'refuse' : 'succeed';
      return command === 'Gift' ? 'hang' : command === 'Insure' ? 'refuse' : 'succeed';
    },
  },
  { saga: payment, name: 'runs out of rounds', end: 'aborted', behave: but({ Debit: 'refuse' }) },
  { saga: nesting, name: 'completes', end: 'completed', behave: but({ Label: 'throw' }, true) },
  { saga: nesting, name: 'is refused by the inner one', end: 'aborted', behave: but({ HandOver: 'refuse' }) },
  { saga: nesting, name: 'is refused after the inner one', end: 'aborted', behave: but({ Notify: 'refuse' }) },
  { saga: delivery, name: 'completes after a retry', end: 'completed', behave: but({ Drive: 'throw' }, true) },
  { saga: delivery, name: 'is refused elsewhere', end: 'aborted', behave: but({ Drive: 'refuse' }) },
  { saga: delivery, name: 'is refused here', end: 'aborted', behave: but({ Sign: 'refuse' }) },
];
