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

/** A value while it is being built. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };
