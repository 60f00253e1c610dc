import { printTime } from '../../../model/facts/time-sums.js';
import type { Duration, SagaDef } from '../../../model/index.js';
import { longestParts, type RunPart, totalOf } from '../../../model/run-parts.js';
import type { Finding, Rule } from '../../rule.js';

/** A deadline that strikes while the steps still have time left. */
export const deadlineTooShort: Rule = {
  id: 'deadline-too-short',
  group: 'sagas',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require a deadline that leaves room for all attempts of all steps.',
  why: `Every step keeps to its own time limit, and the saga is unwound in the middle of an attempt that would have succeeded. It happens on the day on which everything is slow, to thousands of instances at once, and looks like a fault of the step that was under way.

The sum counts every attempt, back-off, await and pause; of parallel branches the longest counts. What has no known end (\`attempts: unlimited\`, a list of any length) counts once.`,
  bad: `services:
  warehouse: { owner: team-stock }
  carrier-desk: { owner: team-delivery, inbox: true }
events:
  ParcelPacked: { version: 1.0.0, producer: warehouse, payload: { parcelId: uuid } }
  DockReserved: { version: 1.0.0, producer: warehouse, payload: { parcelId: uuid } }
  DockTaken: { version: 1.0.0, producer: warehouse, payload: { parcelId: uuid } }
  DockReleased: { version: 1.0.0, producer: warehouse, payload: { parcelId: uuid } }
  PickupBooked: { version: 1.0.0, producer: carrier-desk, payload: { parcelId: uuid } }
  PickupRefused: { version: 1.0.0, producer: carrier-desk, payload: { parcelId: uuid } }
commands:
  ReserveDock: { version: 1.0.0, handler: warehouse, payload: { parcelId: uuid }, success: DockReserved, failure: [DockTaken], timeout: 5s, retry: { attempts: 1 } }
  ReleaseDock: { version: 1.0.0, handler: warehouse, payload: { parcelId: uuid }, success: DockReleased, cannotFail: It frees a row. }
  BookPickup: { version: 1.0.0, handler: carrier-desk, payload: { parcelId: uuid }, success: PickupBooked, failure: [PickupRefused], timeout: 30s, retry: { attempts: 3, delay: 1s } }
sagas:
  HandOver:
    service: warehouse
    start: ParcelPacked
    correlation: parcelId
    deadline: 1m
    steps:
      - { do: ReserveDock, undo: ReleaseDock }
      - { do: BookPickup, pivot: true }
`,
  good: `services:
  warehouse: { owner: team-stock }
  carrier-desk: { owner: team-delivery, inbox: true }
events:
  ParcelPacked: { version: 1.0.0, producer: warehouse, payload: { parcelId: uuid } }
  DockReserved: { version: 1.0.0, producer: warehouse, payload: { parcelId: uuid } }
  DockTaken: { version: 1.0.0, producer: warehouse, payload: { parcelId: uuid } }
  DockReleased: { version: 1.0.0, producer: warehouse, payload: { parcelId: uuid } }
  PickupBooked: { version: 1.0.0, producer: carrier-desk, payload: { parcelId: uuid } }
  PickupRefused: { version: 1.0.0, producer: carrier-desk, payload: { parcelId: uuid } }
commands:
  ReserveDock: { version: 1.0.0, handler: warehouse, payload: { parcelId: uuid }, success: DockReserved, failure: [DockTaken], timeout: 5s, retry: { attempts: 1 } }
  ReleaseDock: { version: 1.0.0, handler: warehouse, payload: { parcelId: uuid }, success: DockReleased, cannotFail: It frees a row. }
  BookPickup: { version: 1.0.0, handler: carrier-desk, payload: { parcelId: uuid }, success: PickupBooked, failure: [PickupRefused], timeout: 30s, retry: { attempts: 3, delay: 1s } }
sagas:
  HandOver:
    service: warehouse
    start: ParcelPacked
    correlation: parcelId
    deadline: 2m
    steps:
      - { do: ReserveDock, undo: ReleaseDock }
      - { do: BookPickup, pivot: true }
`,
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      if (saga.deadline === undefined) continue;
      const parts = longestParts(catalog, saga).filter(({ ms }) => ms > 0);
      const total = totalOf(parts);
      if (total > saga.deadline.ms) report(tooShort(saga, saga.deadline, parts, total));
    }
  },
};

function tooShort(saga: SagaDef, deadline: Duration, parts: readonly RunPart[], total: number): Finding {
  const times = parts.map(({ ms }) => printTime(ms));
  const sum = times.length > 1 ? `${times.join(' + ')} = ${printTime(total)}` : printTime(total);
  const steps = parts.map(sumOf).join('; ');
  return {
    span: deadline.span,
    message: `The steps of \`${saga.id}\` may take ${sum}, which is more than its deadline of ${deadline.text}.`,
    element: saga,
    help: `Raise the \`deadline\`, or lower time limits and attempts. ${steps}.`,
  };
}

function sumOf({ step, sum, ms }: RunPart): string {
  const total = printTime(ms);
  const steps = step.split(', ').map((name) => `\`${name}\``);
  return `${steps.join(' checked by ')}: ${sum === total ? sum : `${sum} = ${total}`}`;
}
