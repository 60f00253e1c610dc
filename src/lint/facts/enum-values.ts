/** A value for what a reader does not know, also with the prefix that Protobuf asks for. */
const UNKNOWN = /^(.*[_-])?(unknown|unspecified|unrecognized|unrecognised)$/i;

/** Whether an enumeration has a value for the unknown: one that its type names, or one that is called so. */
export function hasUnknown(values: readonly string[], named?: string): boolean {
  return named !== undefined || values.some((value) => UNKNOWN.test(value));
}
