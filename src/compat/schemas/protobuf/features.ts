import type protobuf from 'protobufjs';
import type { JsonFormat } from './proto-files.js';

/** The settings of a file, message or field that change what is written, with those of the scopes around it. */
export interface Features {
  readonly presence: string;
  readonly jsonFormat: JsonFormat;
  /** Whether messages are written between tags, as proto2 groups are. */
  readonly delimited: boolean;
}

const PROTO2: Features = { presence: 'EXPLICIT', jsonFormat: 'LEGACY_BEST_EFFORT', delimited: false };
const PROTO3: Features = { presence: 'IMPLICIT', jsonFormat: 'ALLOW', delimited: false };
const EDITIONS: Features = { presence: 'EXPLICIT', jsonFormat: 'ALLOW', delimited: false };

/** What holds where a file sets no features. */
export function syntaxFeatures(syntax: string): Features {
  if (syntax === 'proto2') return PROTO2;
  return syntax === 'proto3' ? PROTO3 : EDITIONS;
}

/** The features inside a definition: those around it with its own on top. */
export function withFeatures(around: Features, definition: protobuf.ReflectionObject): Features {
  let features = around;
  for (const option of (definition.parsedOptions ?? []) as readonly Readonly<Record<string, unknown>>[]) {
    const own = option['features'];
    if (typeof own === 'object' && own !== null) features = merged(features, own as Readonly<Record<string, unknown>>);
  }
  return features;
}

function merged(around: Features, own: Readonly<Record<string, unknown>>): Features {
  const { field_presence: presence, json_format: jsonFormat, message_encoding: encoding } = own;
  return {
    presence: typeof presence === 'string' ? presence : around.presence,
    jsonFormat: jsonFormat === 'ALLOW' || jsonFormat === 'LEGACY_BEST_EFFORT' ? jsonFormat : around.jsonFormat,
    delimited: typeof encoding === 'string' ? encoding === 'DELIMITED' : around.delimited,
  };
}
