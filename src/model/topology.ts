import type { Duration, Element, NameRef } from './element.js';

export interface ServiceDef extends Element<'service'> {
  readonly owner?: string;
  readonly domain?: string;
  readonly store?: string;
  readonly outbox: boolean;
  readonly outboxKeep?: Duration;
  readonly inbox: boolean;
  readonly inboxWindow?: Duration;
  readonly external: boolean;
  readonly runbook?: string;
}

export interface DeadLetter {
  readonly channel: string;
  readonly owner?: string;
  readonly alertAfter?: number;
}

/** A channel with the catalog's defaults merged in. */
export interface ChannelDef extends Element<'channel'> {
  readonly broker?: string;
  readonly partitions?: number;
  readonly retention?: Duration;
  readonly retryDelays: readonly Duration[];
  readonly key?: NameRef;
  readonly peakPerSecond?: number;
  readonly maxBytes?: number;
  readonly shape: 'topic' | 'queue';
  readonly ordering: 'key' | 'none';
  readonly public: boolean;
  readonly delivery?: 'at-least-once' | 'at-most-once' | 'exactly-once';
  /** Its own compatibility mode, where it has one. */
  readonly compat?: string;
  /** `none`: said to be `false`; undefined: nothing said. */
  readonly deadLetter?: DeadLetter | 'none';
}
