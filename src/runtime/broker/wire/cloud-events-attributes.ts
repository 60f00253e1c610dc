import type { Outgoing } from './encode.js';
import { type Headers, headerIn } from './headers.js';

/** Where the id, type and key of a message stand in CloudEvents. */
export const CLOUD_EVENTS_NAMES = { id: 'ce-id', type: 'ce-type', key: 'ce-partitionkey' } as const;

/** Source of a message whose sender says none: CloudEvents asks for one. */
export const UNNAMED_SOURCE = 'sagac:unnamed';

/** What is said for a sender that says nothing. */
export interface Defaults {
  /** A URI reference. */
  readonly source: string;
  /** Milliseconds since 1970: CloudEvents let the present time stand for one that nobody knows. */
  readonly now: () => number;
}

/** Headers that are attributes of CloudEvents as well, for readers that know those alone. */
export const TWINS = [
  ['traceparent', 'ce-traceparent'],
  ['tracestate', 'ce-tracestate'],
  ['correlation-id', 'ce-correlationid'],
  ['causation-id', 'ce-causationid'],
] as const;

/** The id, type and key of a message as attributes. */
export function ownAttributes({ message }: Outgoing): Headers {
  const { id, type, key } = message;
  return { [CLOUD_EVENTS_NAMES.id]: id, [CLOUD_EVENTS_NAMES.type]: type, [CLOUD_EVENTS_NAMES.key]: key };
}

/** Attributes that the sender has not set, although they have to be there or can be told from its other headers. */
export function addedAttributes({ headers }: Outgoing, { source, now }: Defaults): Headers {
  const added: Record<string, string> = {};
  if (!Object.hasOwn(headers, 'ce-specversion')) added['ce-specversion'] = '1.0';
  if (!Object.hasOwn(headers, 'ce-source')) added['ce-source'] = headerIn(headers, 'source') || source;
  if (!Object.hasOwn(headers, 'ce-time')) added['ce-time'] = headerIn(headers, 'time') ?? new Date(now()).toISOString();
  for (const [name, attribute] of TWINS) {
    const value = headerIn(headers, name);
    if (value !== undefined && !Object.hasOwn(headers, attribute)) added[attribute] = value;
  }
  return added;
}
