import type { Duration } from '../model/index.js';

/** The place says it all. */
type NoFacts = Readonly<Record<never, never>>;

/** What each kind of change of an event or a command is about. */
export interface MessageFacts {
  readonly 'message-added': { readonly message: 'event' | 'command' };
  readonly 'message-removed': {
    readonly message: 'event' | 'command';
    /** The day its deprecation ends, as `2026-03-02`. */
    readonly sunset?: string;
    readonly deprecated: boolean;
    /** A new message that looks like it under another name. */
    readonly resembles?: string;
  };
  /** Under another name in the catalog and the same one on the wire. */
  readonly 'message-renamed': { readonly from: string; readonly to: string };
  /** `Name@1` stands beside the new major. */
  readonly 'old-major-kept': { readonly major: number };
  readonly 'message-kind-changed': { readonly from: 'event' | 'command'; readonly to: 'event' | 'command' };
  readonly 'wire-name-changed': { readonly from: string; readonly to: string };
  readonly 'channel-changed': {
    readonly message: 'event' | 'command';
    readonly from?: string;
    readonly to?: string;
  };
  readonly 'key-changed': {
    /** The channel that it goes over. */
    readonly channel?: string;
    readonly from?: string;
    readonly to?: string;
  };
  readonly 'message-deprecated': { readonly sunset?: string; readonly use?: string };
  readonly 'sunset-changed': { readonly from?: string; readonly to?: string };
  readonly 'deprecation-removed': NoFacts;
}

export interface EventFacts {
  readonly 'producer-changed': { readonly from?: string; readonly to?: string };
  readonly 'visibility-changed': { readonly from: 'public' | 'internal'; readonly to: 'public' | 'internal' };
  readonly 'carries-changed': { readonly from: Carries; readonly to: Carries };
  readonly 'failure-link-changed': { readonly from?: string; readonly to?: string };
  readonly 'retryable-changed': { readonly to: boolean };
  readonly 'failure-effect-changed': { readonly from: 'none' | 'unknown'; readonly to: 'none' | 'unknown' };
  readonly 'consumer-added': { readonly service: string };
  readonly 'consumer-removed': { readonly service: string };
  readonly 'consumer-group-changed': { readonly service: string; readonly from?: string; readonly to?: string };
}

export type Carries = 'state' | 'notification' | 'delta';

/** Whether a command has succeeded when it answers with an event. */
export type OutcomeRole = 'success' | 'failure';

export interface CommandFacts {
  readonly 'handler-changed': { readonly from?: string; readonly to?: string };
  readonly 'outcome-added': { readonly outcome: OutcomeRole; readonly event: string };
  readonly 'outcome-removed': { readonly outcome: OutcomeRole; readonly event: string };
  /** A success that has become a failure, or the reverse. */
  readonly 'outcome-role-changed': { readonly event: string; readonly from: OutcomeRole; readonly to: OutcomeRole };
  readonly 'command-effect-changed': { readonly from: 'some' | 'none'; readonly to: 'some' | 'none' };
  /** Of the catalog: the limit of all commands that have none of their own. */
  readonly 'command-timeout-changed': { readonly from?: Duration; readonly to?: Duration };
  /** Of the catalog: of all commands that do not say otherwise. */
  readonly 'command-retry-changed': {
    readonly what: RetryPart;
    readonly from?: string;
    readonly to?: string;
    /** It tries for a longer time, or more often, than before; or less. */
    readonly effect: 'more' | 'less' | 'other';
  };
}

export type RetryPart = 'attempts' | 'backoff' | 'delay' | 'maxDelay' | 'within' | 'jitter';

export interface ChannelFacts {
  readonly 'channel-added': NoFacts;
  /** With the messages that went over it. */
  readonly 'channel-removed': { readonly messages: readonly string[] };
  readonly 'broker-changed': { readonly from?: string; readonly to?: string };
  readonly 'partitions-changed': { readonly from?: number; readonly to?: number };
  readonly 'ordering-changed': { readonly from: 'key' | 'none'; readonly to: 'key' | 'none' };
  readonly 'channel-shape-changed': { readonly from: 'topic' | 'queue'; readonly to: 'topic' | 'queue' };
  readonly 'retention-changed': { readonly from?: Duration; readonly to?: Duration };
  readonly 'delivery-changed': { readonly from?: Delivery; readonly to?: Delivery };
  readonly 'dead-letter-changed': { readonly from?: string; readonly to?: string };
  readonly 'max-bytes-changed': { readonly from?: number; readonly to?: number };
  readonly 'channel-visibility-changed': {
    readonly from: 'public' | 'internal';
    readonly to: 'public' | 'internal';
    readonly messages: readonly string[];
  };
  /** As written: `1m`. */
  readonly 'retry-delays-changed': { readonly from: readonly string[]; readonly to: readonly string[] };
}

export type Delivery = 'at-least-once' | 'at-most-once' | 'exactly-once';

export interface ServiceFacts {
  readonly 'service-added': NoFacts;
  readonly 'service-removed': { readonly produces: readonly string[]; readonly consumes: readonly string[] };
  readonly 'inbox-changed': {
    /** How long it remembers, as written; `as long as needed` where that is left to the runtime. */
    readonly from?: string;
    readonly to?: string;
    readonly effect: 'shorter' | 'longer' | 'removed' | 'added';
  };
  readonly 'outbox-changed': { readonly to: boolean };
  readonly 'envelope-changed': { readonly from: 'cloudevents' | 'plain'; readonly to: 'cloudevents' | 'plain' };
}

/** Which reaction of a flow is meant, by what it is. */
export interface ReactionName {
  readonly on: readonly string[];
  readonly by?: string;
}

export type ReactionPart =
  | 'on'
  | 'by'
  | 'emits'
  | 'fails'
  | 'when'
  | 'after'
  | 'at'
  | 'restart'
  | 'needs'
  | 'onMissing'
  | 'idempotentBy'
  | 'calls';

export interface FlowFacts {
  readonly 'flow-added': NoFacts;
  /** With its reactions, and what each led to. */
  readonly 'flow-removed': { readonly reactions: readonly (ReactionName & { readonly emits: readonly string[] })[] };
  readonly 'reaction-added': ReactionName;
  /** `emits`: failures too. */
  readonly 'reaction-removed': ReactionName & { readonly emits: readonly string[] };
  readonly 'reaction-changed': ReactionName & {
    readonly part: ReactionPart;
    /** The service that it calls, where it is the key of that call. */
    readonly call?: string;
    /** As written; several names where the part is a list, none where it is not said. */
    readonly from: readonly string[];
    readonly to: readonly string[];
    /** What it led to before, as a success or a failure, and does not any more. */
    readonly gone: readonly string[];
  };
}
