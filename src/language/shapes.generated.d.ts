/** One mistake that a compiled schema found; see ajv's `ErrorObject`. */
export interface ShapeError {
  /** JSON pointer to the value. */
  readonly instancePath: string;
  readonly keyword: string;
  /** The subschema that was broken, with its annotations. */
  readonly parentSchema: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
  /** The key at fault, where a rule for keys was broken. */
  readonly propertyName?: string;
}

/** Validates a value and leaves what it found in `errors`. */
export interface ShapeValidator {
  (value: unknown): boolean;
  errors?: readonly ShapeError[] | null;
}

export const catalog: ShapeValidator;
export const settings: ShapeValidator;
export const rules: ShapeValidator;
