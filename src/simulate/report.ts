import type { Severity, Span } from '../diagnostics/index.js';

/** How far a simulation goes. */
export interface SimulationBounds {
  /** Things that go wrong in one run. */
  readonly maxFaults: number;
  /** Steps of one run. */
  readonly maxDepth: number;
  /** States that are kept: the memory that it may take. */
  readonly maxStates: number;
}

/** What came of everything that was simulated. Plain data: every format prints the same. */
export interface SimulationReport {
  readonly bounds: SimulationBounds;
  readonly processes: readonly ProcessReport[];
}

/** One saga or flow. */
export interface ProcessReport {
  readonly kind: 'saga' | 'flow';
  readonly name: string;
  /** Of its name. */
  readonly span: Span;
  readonly summary?: string;
  readonly explored: Explored;
  /** Every way in which a run can end, sorted: states of a saga, last events of a flow. */
  readonly ends: readonly string[];
  /** In the order of the definition. */
  readonly modes: readonly FailureMode[];
  readonly coverage: Coverage;
  /** Sorted by severity, then by faults and length of the counterexample. */
  readonly violations: readonly SimulationViolation[];
  /** What could not be looked at, one sentence each: guards that no sample makes true, bounds that were reached. */
  readonly notes: readonly string[];
}

export interface Explored {
  /** `all`: every run within the bounds. `random`: some runs, by a seed. */
  readonly how: 'all' | 'random';
  readonly states: number;
  readonly transitions: number;
  /** Ways that led to an end. */
  readonly runs: number;
  /** Length of the longest run, in steps. */
  readonly depth: number;
  /** False where a bound cut the search short. */
  readonly complete: boolean;
  /** Runs with at most so many faults have all been looked at; -1 where not even those without any. */
  readonly faultsDone: number;
  /** Which bound it was. */
  readonly bound?: 'states' | 'depth';
  /** Of random runs: with which seed, and from which run on, others can be made. */
  readonly seed?: number;
  readonly from?: number;
  /** Wall time, not part of machine output: it differs from run to run. */
  readonly ms: number;
}

/** One thing that goes wrong, alone or together with what has to go wrong before, and what comes of it. */
export interface FailureMode {
  /** Where: a step of a saga, a reaction of a flow as `service on Event`; missing where it concerns the whole. */
  readonly step?: string;
  /** `undo`: while it is undone. Missing where a step has only one thing to do, such as to await or to undo. */
  readonly direction?: 'do' | 'undo' | 'check';
  readonly service?: string;
  /** What fails: without a step a whole sentence, else the rest of one that begins with it: "answers `PaymentDeclined`". */
  readonly what: string;
  /** What has to go wrong before, as a sentence; missing where nothing has to, or, of an undo, where anything will do. */
  readonly after?: string;
  /** What the process does about it, a few words each, in order. */
  readonly does: readonly string[];
  /** Sorted; several where it depends on the order of what happens side by side. */
  readonly ends: readonly string[];
  /** Effects that stand in the end. */
  readonly left: readonly string[];
  /** Events that are published in the end. */
  readonly told: readonly string[];
  /** Who is alerted; missing where nobody is. */
  readonly alerted?: string;
  /** Nothing in the end shows that it went wrong. */
  readonly absorbed: boolean;
}

export interface Coverage {
  /** What was taken at least once: "`CapturePayment` answers `PaymentDeclined`". */
  readonly taken: readonly string[];
  /** What no run took. */
  readonly missed: readonly string[];
}

export interface SimulationViolation {
  /** Of the invariant. */
  readonly id: string;
  readonly severity: Severity;
  /** Counted from 1 over the whole report: `--trace N`. */
  readonly number: number;
  readonly message: string;
  readonly help?: string;
  /** Where it can be changed: the step, else the saga. */
  readonly span: Span;
  /** Missing where it is no run that shows it, but that no run does something. */
  readonly trace?: Trace;
}

/** One run as a picture with a lane a service. */
export interface Trace {
  /** Things that go wrong in it. */
  readonly faults: number;
  /** Services in the order in which they come in; the one that runs the saga first. */
  readonly lanes: readonly string[];
  readonly lines: readonly TraceLine[];
}

/** One thing that happens in a run. */
export type TraceLine =
  /** Goes from one lane to another. `lost`: it does not arrive, or not in time. */
  | {
      readonly kind: 'message';
      readonly from: string;
      readonly to: string;
      readonly text: string;
      readonly tone: TraceTone;
      readonly lost?: true;
    }
  /** Happens in one lane; without a lane it is about the whole. */
  | { readonly kind: 'note'; readonly lane?: string; readonly text: string; readonly tone: TraceTone };

/** `fault`: the world fails. `effect`: something has really happened. `violation`: the invariant is broken here. */
export type TraceTone = 'plain' | 'success' | 'fault' | 'undo' | 'effect' | 'end' | 'violation';
