/** What can go wrong outside a saga's own course. */
export type SagaErrorCode =
  /** A worker was asked for a saga that it was not given. */
  | 'unknown-saga'
  /** A definition was given without a handler for one of its commands. */
  | 'missing-handler'
  /** The start message lacks its correlation field, or is not JSON. */
  | 'invalid-start'
  /** An event's data is not of its type. */
  | 'invalid-event'
  /** The same correlation value was started before with other data. */
  | 'start-conflict'
  /** No instance has this id. */
  | 'unknown-instance'
  /** The worker was stopped before the answer came. */
  | 'worker-stopped'
  /** The address of a store is none. */
  | 'invalid-store-url'
  /** There is no store at the address, and none was to be made. */
  | 'store-missing'
  /** The driver of a store is not installed. */
  | 'store-driver-missing'
  /** The file exists but is no saga store. */
  | 'store-not-a-database'
  /** Somebody else holds the store. */
  | 'store-locked'
  | 'store-read-only'
  /** The store was written by a newer version. */
  | 'store-too-new'
  /** The store cannot be reached for the time being; later it may. Whether the last write happened is not known. */
  | 'store-unreachable'
  /** Anything else the store's driver said. */
  | 'store-failed'
  /** The address of a broker is none. */
  | 'invalid-broker-url'
  /** The driver of a broker is not installed. */
  | 'broker-driver-missing'
  /** The broker cannot be reached for the time being; later it may. */
  | 'broker-unreachable'
  /** There is no such channel at the broker, and none was to be made. */
  | 'channel-missing'
  /** Anything else the broker said. */
  | 'broker-failed';

/** The runtime's own error; `code` is for programs, the message for people. */
export class SagaError extends Error {
  override readonly name = 'SagaError';
  constructor(
    readonly code: SagaErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Says whether something caught is a `SagaError`, and of this code where one is given. */
export function isSagaError(error: unknown, code?: SagaErrorCode): error is SagaError {
  return error instanceof SagaError && (code === undefined || error.code === code);
}

/** The text of whatever was thrown. */
export function describeError(error: unknown): string {
  try {
    if (error instanceof Error) return error.message === '' ? error.name : `${error.name}: ${error.message}`;
    return `thrown value: ${String(error)}`;
  } catch {
    // Participants are foreign code: what they throw may not even have a text.
    return `thrown value: ${typeof error}`;
  }
}
