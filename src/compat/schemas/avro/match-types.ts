import type { AvroEnum, AvroField, AvroNamed, AvroRecord, AvroType } from './avro-type.js';

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
export function matchTypes(reader: AvroType, writer: AvroType): boolean | 'inside' {
  if (reader.kind === 'union' || writer.kind === 'union') return 'inside';
  if (reader.kind === 'record') return writer.kind === 'record' && matchNames(reader, writer) && 'inside';
  if (reader.kind === 'array' || reader.kind === 'map') return writer.kind === reader.kind && 'inside';
  if (reader.kind === 'enum')
    return writer.kind === 'enum' && matchNames(reader, writer) && unknownSymbols(reader, writer).length === 0;
  if (reader.kind === 'fixed')
    return writer.kind === 'fixed' && matchNames(reader, writer) && reader.size === writer.size;
  return reader.kind === writer.kind || WIDENS[reader.kind]?.includes(writer.kind) === true;
}

/** Named types match by their short names, or when an alias of the reader is the writer's full name. */
export function matchNames(reader: AvroNamed, writer: AvroNamed): boolean {
  return reader.name === writer.name || reader.aliases.includes(writer.fullName);
}

/** The symbols of the writer that the reader has no answer to, in order of text; none where its enum has a default. */
export function unknownSymbols(reader: AvroEnum, writer: AvroEnum): readonly string[] {
  if (reader.fallback !== undefined) return [];
  const unknown: string[] = [];
  for (const symbol of writer.symbols) if (!reader.symbols.has(symbol)) unknown.push(symbol);
  return unknown.sort();
}

/** The writer's field that fills a reader's field: the one of its name, else of its first alias that the writer has. */
export function writerFieldOf(field: AvroField, writer: AvroRecord): AvroField | undefined {
  const direct = writer.fields.get(field.name);
  if (direct) return direct;
  for (const alias of field.aliases) {
    const found = writer.fields.get(alias);
    if (found) return found;
  }
  return undefined;
}
