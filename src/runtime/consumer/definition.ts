import type { MessageShape } from '../saga/definition.js';

/** All that a consumer goes by, as plain JSON: what a service takes from which channel, and what it does about failures. */
export interface ConsumerDefinition {
  /** Names what the inbox notes, and the group under which the processes of the service share what comes. */
  readonly service: string;
  /** Who speaks in what the service emits, as a URI reference. */
  readonly source: string;
  readonly envelope: 'cloudevents' | 'plain';
  /** Channels to read, by name; those of commands alone may be left out. */
  readonly channels: Readonly<Record<string, ChannelSetting>>;
  /** Events that come or are emitted, by id in the catalog. */
  readonly events: Readonly<Record<string, EventSetting>>;
  readonly handlers: readonly HandlerDefinition[];
  /** Commands that the service carries out, by id in the catalog. */
  readonly commands: Readonly<Record<string, CommandSetting>>;
  /** Types of the messages that come or are emitted, by id. */
  readonly messages: Readonly<Record<string, MessageShape>>;
  /** How long it is remembered what was handled, in milliseconds. Default 7 days. */
  readonly windowMs?: number;
}

export interface ChannelSetting {
  /** Group under which the processes share what comes. Default: the service. */
  readonly group?: string;
  /** `key`: a message that fails holds up those of its key; `none`: it holds up nothing. */
  readonly ordering: 'key' | 'none';
  /** `queue`: all groups share what comes. Default `topic`. */
  readonly kind?: 'topic' | 'queue';
  /** Pauses before a message that has failed is tried again, in milliseconds; when they are used up, it is a dead letter. */
  readonly retryDelaysMs: readonly number[];
  /** Channel for dead letters, or `false` for none. Default: that of `deadLetterChannel`. */
  readonly deadLetter?: string | false;
}

export interface EventSetting {
  /** Type on the wire. */
  readonly type: string;
  readonly version?: string;
  /** Major of an older version that comes beside the current one: its messages say so in the version of their envelope. */
  readonly oldMajor?: number;
  /** An event without a channel comes from nowhere; emitted, it goes to `eventChannel(service)`. */
  readonly channel?: string;
  /** Field that keeps messages in order. */
  readonly key?: string;
}

export interface CommandSetting {
  /** Type on the wire. */
  readonly type: string;
  /** Default: `commandChannel(service)`. */
  readonly channel?: string;
  /** Events that mean success; every other outcome is a failure. */
  readonly success: readonly string[];
  readonly failure: readonly string[];
  /** Types on the wire of its outcomes, where they have other names there. */
  readonly outcomeTypes?: Readonly<Record<string, string>>;
}

/** One consumer of events: what it takes, when, and what may come of it. */
export interface HandlerDefinition {
  /** Unique in the service; the inbox knows the handler by it, so it does not change. */
  readonly name: string;
  /** Ids of the events that it takes. */
  readonly on: readonly string[];
  /** Field whose value says which messages belong together. Default: the key of the message. */
  readonly correlation?: string;
  /** Events that must have come before. */
  readonly needs: readonly string[];
  /** What happens to a message when they have not. Without it, it is handled all the same. */
  readonly onMissing?: 'park' | 'retry' | 'ignore';
  /** Events whose coming or data is asked for, the needed ones among them. */
  readonly asks: readonly string[];
  /** A guard in CEL over the message and what is asked for: only where it holds, the message is handled. */
  readonly when?: string;
  /** How long to wait first, in milliseconds. */
  readonly afterMs?: number;
  /** Until when to wait: a field, by its path, of an event that is asked for, or else of the message itself. */
  readonly at?: { readonly event?: string; readonly path: readonly string[] };
  /** A new event of the same correlation begins the waiting anew. */
  readonly restart?: true;
  /** Fields by which a message is known to have been handled, instead of its id. */
  readonly idempotentBy: readonly string[];
  /** Events that are published when it went well. */
  readonly emits: readonly string[];
  /** Events of which one is published when it did not. */
  readonly fails: readonly string[];
}
