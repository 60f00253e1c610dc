/** What comes of a value: at once where it is there, so that nothing waits without need. */
export function later<Value, Result>(
  value: Promise<Value> | Value,
  then: (value: Value) => Result,
): Promise<Result> | Result {
  return value instanceof Promise ? value.then(then) : then(value);
}
