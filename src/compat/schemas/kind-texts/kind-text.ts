/** What can be said of a kind of difference between two schemas, whatever the schemas. */
export interface KindText {
  readonly kind: string;
  /** Whose word it is: `Avro`, `Protobuf`. */
  readonly engine: string;
  /** What becomes of a reader: `breaks`, `in doubt`. */
  readonly effect: string;
  /** With `…` for what depends on the schemas. */
  readonly message: string;
  readonly help?: string;
}

/** Message and help of a kind. */
export type Words = readonly [message: string, help?: string];

/** The texts of a table, in its order. */
export function textsOf(engine: string, effect: string, table: Readonly<Record<string, Words>>): readonly KindText[] {
  return Object.entries(table).map(([kind, words]) => kindText(kind, engine, effect, words));
}

/** One text. */
export function kindText(kind: string, engine: string, effect: string, [message, help]: Words): KindText {
  return { kind, engine, effect, message, ...(help !== undefined && { help }) };
}
