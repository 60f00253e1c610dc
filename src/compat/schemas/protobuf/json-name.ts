/** The name of a field in JSON where none is set: `unit_price` becomes `unitPrice`. */
export function jsonNameOf(name: string): string {
  return name.replace(/_+([^_]?)/g, (_, next: string) => raised(next));
}

/** The name of the message behind the entries of a map: `unit_prices` becomes `UnitPricesEntry`. */
export function entryNameOf(name: string): string {
  const joined = jsonNameOf(name);
  return `${raised(joined.slice(0, 1))}${joined.slice(1)}Entry`;
}

/** Only ASCII letters have a capital here, as in Protobuf itself. */
function raised(letter: string): string {
  return /^[a-z]$/.test(letter) ? letter.toUpperCase() : letter;
}
