import type { Located } from './located.js';

/** An AsyncAPI document of any version, as version 3 has it. */
export interface ApiDocument {
  readonly root: Located;
  readonly version: 2 | 3;
  readonly channels: readonly ApiChannel[];
  readonly operations: readonly ApiOperation[];
  /** Messages that stand among the components. */
  readonly messages: readonly ApiMessage[];
}

export interface ApiChannel {
  readonly key: string;
  /** Undefined where it is known at run time only. */
  readonly address: string | undefined;
  readonly place: Located;
  readonly messages: readonly ApiMessage[];
}

export interface ApiOperation {
  readonly id: string | undefined;
  /** What the described application does. */
  readonly action: 'send' | 'receive';
  readonly channel: ApiChannel | undefined;
  readonly messages: readonly ApiMessage[];
  readonly place: Located;
  /** The operation's traits, in their order. */
  readonly traits: readonly Located[];
  readonly reply?: { readonly channel: ApiChannel | undefined; readonly messages: readonly ApiMessage[] };
}

export interface ApiMessage {
  /** The message itself, all references followed: two uses of one message have one node. */
  readonly place: Located;
  readonly traits: readonly Located[];
  /** What it may be called, best last resort: key of the channel or component, operation, channel. */
  readonly hints: readonly string[];
}

/** The reason for which a document is not read, and where. */
export interface Refusal {
  readonly problem: string;
  readonly place: Located;
  readonly help?: string;
}
