import type { JsonObject } from '../json.js';
import type {
  At,
  AttemptFailed,
  CommandDispatched,
  CommandSent,
  FailurePassedOn,
  LateSuccess,
  OfStep,
  ReplyIgnored,
  RetryScheduled,
  StepBlocked,
  StepChecked,
  StepFailed,
  StepSkipped,
  StepSucceeded,
} from './call-entries.js';
import type { Json } from './definition.js';
import type { OperatorAct } from './input.js';
import type { CorrelationValue } from './names.js';
import type { Cause, Direction, ReplyAddress, SagaStatus } from './state.js';

export type {
  AttemptFailed,
  AttemptProblem,
  CommandDispatched,
  CommandSent,
  FailurePassedOn,
  LateSuccess,
  ReplyIgnored,
  RetryScheduled,
  StepBlocked,
  StepChecked,
  StepFailed,
  StepSkipped,
  StepSucceeded,
} from './call-entries.js';

/** First entry of every journal. */
export interface SagaStarted extends At {
  readonly type: 'saga-started';
  /** Of the journal: readers refuse what they do not know. */
  readonly format: 1;
  readonly instance: string;
  readonly saga: string;
  readonly sagaVersion: string;
  readonly definition: string;
  readonly correlation: CorrelationValue;
  readonly run: number;
  readonly message: string;
  readonly data: JsonObject;
  readonly dataHash: string;
  /** Made for this instance, by name. */
  readonly ids: Readonly<Record<string, string>>;
  readonly deadlineAt?: number;
  readonly replyTo?: ReplyAddress;
  readonly traceparent?: string;
}

export interface AwaitStarted extends OfStep {
  readonly type: 'await-started';
  /** Everything that ends it, failures too. */
  readonly events: readonly string[];
  readonly dueAt?: number;
}

/** An awaited event came; a failure among them is a `step-failed`. */
export interface AwaitSucceeded extends OfStep {
  readonly type: 'await-succeeded';
  /** Its data came with the `event-received` before. */
  readonly event: string;
  readonly pivot: boolean;
}

export interface WaitStarted extends OfStep {
  readonly type: 'wait-started';
  readonly dueAt: number;
}

export interface WaitEnded extends OfStep {
  readonly type: 'wait-ended';
  /** The event that ended it early; missing where the time did. */
  readonly event?: string;
}

export interface LoopStarted extends OfStep {
  readonly type: 'loop-started';
  /** What the rounds are about, one by one. */
  readonly items: readonly Json[];
}

/** An event ended the loop early. */
export interface LoopCut extends OfStep {
  readonly type: 'loop-cut';
  readonly event: string;
  readonly rounds: number;
}

/** An event of the outside found this instance. */
export interface EventReceived extends At {
  readonly type: 'event-received';
  readonly event: string;
  readonly data: JsonObject;
  /**
   * `noted`: seen from now on. `kept`: for a step that will await it. `cancels`: unwinds the saga. `ignored`: nobody
   * awaits it (any more).
   */
  readonly use: 'noted' | 'kept' | 'cancels' | 'ignored';
}

/** An event that was kept has been taken by the step that awaited it. */
export interface EventTaken extends OfStep {
  readonly type: 'event-taken';
  readonly event: string;
}

/** Who is to be told, and what they may read, as the definition says under `stuck`. */
export interface Told {
  readonly alert?: string;
  readonly runbook?: string;
}

export interface DeadlinePassed extends At, Told {
  readonly type: 'deadline-passed';
  /**
   * Before the point of no return it unwinds, after it (or while that is in doubt) it only alerts. `none` where the saga
   * unwinds already.
   */
  readonly consequence: 'unwind' | 'alert' | 'none';
}

export interface UnwindingStarted extends At {
  readonly type: 'unwinding-started';
  readonly cause: Cause;
}

/** By the saga itself, in its last transaction. */
export interface EventPublished extends At {
  readonly type: 'event-published';
  readonly event: string;
  readonly data: JsonObject;
}

export interface SagaCompleted extends At {
  readonly type: 'saga-completed';
}

export interface SagaAborted extends At {
  readonly type: 'saga-aborted';
}

/** Who started the instance by a command is told how it ended. */
export interface StartAnswered extends At {
  readonly type: 'start-answered';
  readonly to: ReplyAddress;
  readonly event: string;
  readonly data: JsonObject;
}

/** A person did something to the instance; what follows from it follows in the same transition. */
export interface OperatorActed extends At {
  readonly type: 'operator-acted';
  readonly who: string;
  readonly why: string;
  readonly action: OperatorAct['action'];
  /** What it was done to: paths and directions. */
  readonly targets: readonly { readonly step: string; readonly direction: Direction }[];
  /** Where the instance goes on. */
  readonly status: SagaStatus;
}

/** A person's act no longer fitted when it arrived. */
export interface OperatorRefused extends At {
  readonly type: 'operator-refused';
  readonly who: string;
  readonly why: string;
  readonly action: OperatorAct['action'];
  readonly reason: string;
}

/** Parked as stuck. Raises the alert. */
export interface SagaParked extends At, Told {
  readonly type: 'saga-parked';
  /** One sentence per problem. */
  readonly problems: readonly string[];
}

/** One line of an instance's history. The journal is the truth; the state is its fold. */
export type JournalEntry =
  | SagaStarted
  | StepSkipped
  | CommandSent
  | CommandDispatched
  | StepSucceeded
  | AttemptFailed
  | RetryScheduled
  | StepChecked
  | StepFailed
  | FailurePassedOn
  | StepBlocked
  | LateSuccess
  | ReplyIgnored
  | AwaitStarted
  | AwaitSucceeded
  | WaitStarted
  | WaitEnded
  | LoopStarted
  | LoopCut
  | EventReceived
  | EventTaken
  | DeadlinePassed
  | UnwindingStarted
  | EventPublished
  | StartAnswered
  | OperatorActed
  | OperatorRefused
  | SagaCompleted
  | SagaAborted
  | SagaParked;
