const PRIMITIVES = new Set(['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string']);
const COMPLEX = new Set(['record', 'enum', 'array', 'map', 'union', 'fixed', 'error', 'request']);

/** The text as an Avro name: what is no letter, digit or `_` becomes `_`, and a digit in first place gets one before it. */
export function avroName(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9_]/g, '_');
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}

/** The name of a type or message: `Name@1` is `NameV1`, and names of Avro's own types get `_` behind them. */
export function avroTypeName(id: string): string {
  const name = avroName(id.replace('@', 'V'));
  return PRIMITIVES.has(name) || COMPLEX.has(name) ? `${name}_` : name;
}

/** A dotted name, each part made into an Avro name. */
export function avroNamespace(text: string): string {
  return text.split('.').map(avroName).join('.');
}
