import type { Step } from '../../model/index.js';
import type { OutcomeRole } from '../change-facts.js';

/** A command that an instance of the old definition may send, but the new saga does not. */
export interface DroppedCommand {
  readonly command: string;
  /** The new state of the catalog has no such command at all. */
  readonly gone: boolean;
  /** Sagas of the same service that send it, or begin by it: a worker that runs them as well still takes it. */
  readonly alsoIn: readonly string[];
}

/** Something with a length: more of it, less of it, given now, or not given any more. */
export type LengthEffect = 'longer' | 'shorter' | 'added' | 'removed';

/** Which part of a step a guard, a mapping or a time belongs to. */
export type StepPart = 'step' | 'undo';

/** Where a step stands: in the saga's own list, or in a branch, a round or what follows a failure of another step. */
export interface StepSpot {
  /** The step before it in the same list. */
  readonly after?: string;
  readonly before?: string;
  readonly inside?: { readonly kind: 'parallel' | 'forEach' | 'onFailure'; readonly of: string; readonly on?: string };
  readonly pivot: 'none' | 'before' | 'behind' | 'itself';
}

/** A place from which a command is sent. */
export interface CommandUse {
  readonly step: string;
  readonly direction: 'do' | 'undo' | 'check';
  readonly optional: boolean;
}

interface OfStep {
  /** Its name in the old definition; of a step that is new, in the new one. */
  readonly step: string;
}

interface Drops {
  /** Commands that the saga does not send any more, sorted by name. */
  readonly dropped: readonly DroppedCommand[];
}

/** What each kind of change of a saga as a whole is about. */
export interface SagaHeadFacts {
  readonly 'saga-added': { readonly service?: string };
  readonly 'saga-removed': Drops & {
    readonly service?: string;
    /** Sagas of its service that are left, of whatever age. */
    readonly neighbours: readonly string[];
  };
  readonly 'saga-service-changed': { readonly from?: string; readonly to?: string };
  readonly 'saga-start-changed': {
    readonly from?: string;
    readonly to?: string;
    readonly fromKind: 'event' | 'command';
    readonly toKind: 'event' | 'command';
    /** Old sagas that send the command by which it began. */
    readonly starters: readonly string[];
    /** Both come over this channel, so workers of both versions may get either. */
    readonly channel?: string;
  };
  readonly 'saga-correlation-changed': { readonly from?: string; readonly to?: string };
  readonly 'saga-ids-changed': { readonly added: readonly string[]; readonly removed: readonly string[] };
  readonly 'saga-repeat-changed': { readonly to: boolean };
  readonly 'saga-deadline-changed': { readonly from?: string; readonly to?: string; readonly effect: LengthEffect };
  readonly 'saga-end-changed': {
    readonly end: 'complete' | 'abort';
    readonly added: readonly string[];
    readonly removed: readonly string[];
    /** Events that it ended with and that the new catalog does not have. */
    readonly gone: readonly string[];
    /** Events of which other values are sent. */
    readonly mapped: readonly string[];
  };
  readonly 'saga-stuck-changed': { readonly from: string; readonly to: string };
  readonly 'saga-hears-changed': EventListFacts;
  readonly 'saga-cancel-changed': EventListFacts;
  readonly 'saga-pivot-moved': { readonly from?: string; readonly to?: string };
  /** A command that the old saga sends has an answer that it did not have, or one that means something else. */
  readonly 'saga-outcome-added': {
    readonly command: string;
    readonly event: string;
    readonly outcome: OutcomeRole;
    /** What the event was before, where it was an outcome already. */
    readonly was?: OutcomeRole;
    readonly uses: readonly CommandUse[];
  };
  readonly 'saga-outcome-removed': {
    readonly command: string;
    readonly event: string;
    readonly outcome: OutcomeRole;
    readonly uses: readonly CommandUse[];
  };
  /** Another service carries a command of the old saga out. */
  readonly 'saga-handler-moved': {
    readonly command: string;
    readonly from?: string;
    readonly to?: string;
    readonly uses: readonly CommandUse[];
  };
  /** What a failure of a command says of its effect, or of another attempt. */
  readonly 'saga-failure-changed': {
    readonly command: string;
    readonly event: string;
    readonly what: 'effect' | 'retryable';
    /** The effect may be there after all, or another attempt is worth it. */
    readonly to: boolean;
    /** Only steps that send it forwards. */
    readonly uses: readonly CommandUse[];
    /** Those of them that have an undo. */
    readonly undone: readonly string[];
  };
}

interface EventListFacts {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Those of the removed that nothing of the new saga listens to any more. */
  readonly unheard: readonly string[];
}

/** What each kind of change of a step is about. */
export interface StepFacts {
  readonly 'step-added': OfStep & { readonly spot: StepSpot; readonly command?: string };
  readonly 'step-removed': OfStep &
    Drops & {
      readonly spot: StepSpot;
      readonly form: Step['kind'];
      readonly command?: string;
      /** Events that it waited for, or that ended it early, and that nothing of the new saga listens to. */
      readonly unheard: readonly string[];
      /** How long it waited for them. */
      readonly timeout?: string;
    };
  /** Said by `renamedFrom`: one step under two names. */
  readonly 'step-renamed': OfStep & { readonly to: string };
  readonly 'step-reordered': OfStep & { readonly from: StepSpot; readonly to: StepSpot };
  /** Into a group, a loop or a handler, out of one, or into another. */
  readonly 'step-moved': OfStep & { readonly from: StepSpot; readonly to: StepSpot };
  readonly 'step-command-changed': OfStep & Drops & { readonly from: string; readonly to: string };
  readonly 'step-undo-added': OfStep & { readonly command: string };
  readonly 'step-undo-removed': OfStep & Drops & { readonly command: string; readonly noUndo?: string };
  readonly 'step-undo-changed': OfStep & Drops & { readonly from: string; readonly to: string };
  readonly 'step-no-undo-changed': OfStep & { readonly from?: string; readonly to?: string };
  readonly 'step-check-changed': OfStep & Drops & { readonly from?: string; readonly to?: string };
  readonly 'step-optional-changed': OfStep & { readonly to: boolean };
  readonly 'step-guard-changed': OfStep & { readonly part: StepPart; readonly from?: string; readonly to?: string };
  readonly 'step-mapping-changed': OfStep & { readonly part: StepPart; readonly mapped: readonly string[] };
  readonly 'step-timeout-changed': OfStep & {
    readonly part: StepPart;
    readonly from?: string;
    readonly to?: string;
    readonly effect: LengthEffect;
  };
  readonly 'step-retry-changed': OfStep & { readonly effect: LengthEffect | 'other' };
  readonly 'step-await-changed': OfStep &
    EventListFacts & {
      /** Of its failure list. */
      readonly failuresAdded: readonly string[];
      readonly failuresRemoved: readonly string[];
      /** How long the old step waits. */
      readonly timeout?: string;
    };
  readonly 'step-early-changed': OfStep & { readonly to: 'keep' | 'drop' };
  readonly 'step-wait-changed': OfStep & { readonly from: string; readonly to: string };
  readonly 'step-until-changed': OfStep & {
    readonly from?: string;
    readonly to?: string;
    readonly unheard: readonly string[];
  };
  readonly 'step-rounds-changed': OfStep & {
    readonly what: 'items' | 'as' | 'parallel';
    readonly from: string;
    readonly to: string;
  };
  readonly 'step-handler-changed': OfStep & {
    /** The failure event, or `timeout`. */
    readonly on: string;
    readonly effect: 'added' | 'removed' | 'changed';
    readonly from?: string;
    readonly to?: string;
  };
}

/** What each kind of change of a saga is about, seen from instances that began under the old definition. */
export interface SagaFacts extends SagaHeadFacts, StepFacts {}
