/** `T` with its possibly undefined properties turned into optional ones. */
export type Compact<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Leaves out the properties that are undefined, so that an absent value is an absent key. */
export function compact<T extends object>(value: T): Compact<T> {
  const kept: Partial<T> = {};
  for (const key in value) if (value[key] !== undefined) kept[key] = value[key];
  return kept as unknown as Compact<T>;
}

/** Adds to a value that is being built what is not undefined of `parts`: a spread of `compact(...)` that copies nothing. */
export function addDefined<T extends object, P extends object>(built: T, parts: P): T & Compact<P> {
  const target = built as Partial<P>;
  for (const key in parts) if (parts[key] !== undefined) target[key] = parts[key];
  return built as T & Compact<P>;
}

/** A value while it is being built. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };
