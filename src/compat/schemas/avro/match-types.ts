import type { AvroRules } from './avro-rules.js';
import type { AvroEnum, AvroType } from './avro-type.js';

/** The types from which Avro widens, by the type of the reader. */
const WIDENS: Readonly<Record<string, readonly string[]>> = {
  long: ['int'],
  float: ['int', 'long'],
  double: ['int', 'long', 'float'],
  string: ['bytes'],
  bytes: ['string'],
};

/**
 * Whether a reader's type takes a writer's type, as far as the two tell without the types inside them: kind and widening, name,
 * size, symbols. `inside` where both are records, arrays or maps that may match, or one is a union.
 */
export function matchTypes(rules: AvroRules, reader: AvroType, writer: AvroType): boolean | 'inside' {
  if (reader.kind === 'union' && writer.kind === 'union') return rules.areTwins(reader, writer) || 'inside';
  if (reader.kind === 'union' || writer.kind === 'union') return 'inside';
  if (reader.kind === 'record') return writer.kind === 'record' && rules.matchNames(reader, writer) && 'inside';
  if (reader.kind === 'array' || reader.kind === 'map') return writer.kind === reader.kind && 'inside';
  if (reader.kind === 'enum')
    return writer.kind === 'enum' && rules.matchNames(reader, writer) && unknownSymbols(reader, writer).length === 0;
  if (reader.kind === 'fixed')
    return writer.kind === 'fixed' && rules.matchNames(reader, writer) && reader.size === writer.size;
  return reader.kind === writer.kind || WIDENS[reader.kind]?.includes(writer.kind) === true;
}

/** The symbols of the writer that the reader has no answer to, in order of text; none where its enum has a default. */
export function unknownSymbols(reader: AvroEnum, writer: AvroEnum): readonly string[] {
  if (reader.fallback !== undefined) return [];
  const unknown: string[] = [];
  for (const symbol of writer.symbols) if (!reader.symbols.has(symbol)) unknown.push(symbol);
  return unknown.sort();
}
