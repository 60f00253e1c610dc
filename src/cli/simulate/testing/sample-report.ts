import type {
  Explored,
  FailureMode,
  ProcessReport,
  SimulationReport,
  SimulationViolation,
  Trace,
  TraceLine,
} from '../../../simulate/report.js';
import type { SimulationView } from '../view.js';

/** Definitions that the reports of tests point at: `Checkout` stands at 2:3, its step at 5:9. */
const SOURCE = `sagas:
  Checkout:
    service: order
    steps:
      - do: CapturePayment
`;

const SOURCES: ReadonlyMap<string, string> = new Map([['sagas.yaml', SOURCE]]);

/** What was explored, with changes. */
export function explored(changes: Partial<Explored> = {}): Explored {
  return {
    how: 'all',
    states: 12_345,
    transitions: 23_456,
    runs: 3_210,
    depth: 43,
    complete: true,
    faultsDone: 2,
    ms: 500,
    ...changes,
  };
}

/** A failure mode, with changes. */
export function mode(changes: Partial<FailureMode> = {}): FailureMode {
  return {
    step: 'CapturePayment',
    direction: 'do',
    service: 'payment',
    what: 'answers `PaymentDeclined`',
    does: ['unwinds', 'undoes `ReserveStock` by `ReleaseStock`'],
    ends: ['aborted'],
    left: [],
    told: ['OrderCancelled'],
    absorbed: false,
    ...changes,
  };
}

/** A run in which the answer of a payment is lost. */
export const TRACE: Trace = {
  faults: 1,
  lanes: ['order', 'payment'],
  lines: [
    { kind: 'message', from: 'order', to: 'payment', text: 'CapturePayment', tone: 'plain' },
    { kind: 'note', lane: 'payment', text: 'the card is charged', tone: 'effect' },
    { kind: 'message', from: 'payment', to: 'order', text: 'PaymentCaptured', tone: 'fault', lost: true },
    { kind: 'note', text: 'the deadline passes', tone: 'fault' },
    { kind: 'note', lane: 'order', text: 'aborted', tone: 'end' },
    { kind: 'note', lane: 'payment', text: 'the charge stands and nobody undoes it', tone: 'violation' },
  ],
};

/** A trace of these lines alone. */
export function trace(lines: readonly TraceLine[], lanes: readonly string[] = []): Trace {
  return { faults: 1, lanes, lines };
}

/** A violation, with changes. */
export function violation(changes: Partial<SimulationViolation> = {}): SimulationViolation {
  const start = SOURCE.indexOf('CapturePayment');
  return {
    id: 'left-effect',
    severity: 'error',
    number: 1,
    message: 'The saga is aborted, and the effect of `CapturePayment` stands.',
    help: 'Name the command that undoes it.',
    span: { file: 'sagas.yaml', start, end: start + 'CapturePayment'.length },
    trace: TRACE,
    ...changes,
  };
}

/** One saga, with changes. */
export function processReport(changes: Partial<ProcessReport> = {}): ProcessReport {
  const start = SOURCE.indexOf('Checkout');
  return {
    kind: 'saga',
    name: 'Checkout',
    span: { file: 'sagas.yaml', start, end: start + 'Checkout'.length },
    summary: 'Takes an order from payment to parcel.',
    explored: explored(),
    ends: ['aborted', 'completed', 'stuck'],
    modes: [
      mode(),
      mode({
        what: 'loses its answer',
        ends: ['aborted', 'stuck'],
        left: ['`CapturePayment`'],
        alerted: 'team-checkout',
      }),
      mode({ what: 'answers twice', absorbed: true, does: [], ends: ['completed'], told: [] }),
      mode({ step: 'ReserveStock', what: 'answers twice', absorbed: true, does: [], ends: ['completed'], told: [] }),
    ],
    coverage: { taken: ['a', 'b', 'c'], missed: ['`CapturePayment` is cancelled'] },
    violations: [violation()],
    notes: ['No sample makes `OrderPlaced.total.amount > 100` true.'],
    ...changes,
  };
}

/** A report of these processes. */
export function report(...processes: readonly ProcessReport[]): SimulationReport {
  return { bounds: { maxFaults: 2, maxDepth: 200, maxStates: 250_000 }, processes };
}

/** One saga of which nothing is wrong. */
export const SOUND: ProcessReport = processReport({
  violations: [],
  notes: [],
  coverage: { taken: ['a', 'b'], missed: [] },
  explored: explored({ states: 1, transitions: 1, runs: 1 }),
});

/** What formats are told besides the report, with changes. */
export function sampleView(changes: Partial<SimulationView> = {}): SimulationView {
  return {
    catalog: 'shop',
    base: 'shop',
    version: '1.2.3',
    sources: SOURCES,
    columns: 80,
    listing: 80,
    color: 0,
    ...changes,
  };
}

/** What no format may let through: its own signs, and those of others. */
export const HOSTILE = '`a|b` --> <b>x</b>; # %% "q" ``` \n- end __proto__ [a](b) `c\\` &lt; $x$ \u001b[2J |';
