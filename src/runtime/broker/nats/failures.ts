import { tlsProblem } from '../tls-problem.js';

/** Codes of JetStream's API that mean something to us. */
export const JETSTREAM_CODES = {
  consumerNotFound: 10_014,
  messageNotFound: 10_037,
  sequenceNotFound: 10_043,
  messageTooLarge: 10_054,
  deleteFailed: 10_057,
  streamNameTaken: 10_058,
  streamNotFound: 10_059,
  otherStream: 10_060,
  subjectTaken: 10_065,
  wrongLastSequence: 10_071,
} as const;

/** The code of what JetStream has refused. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}

/** Nobody at all takes the subject: there is no stream for it, or JetStream is not there (yet). */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'NoResponders' || error.name === 'JetStreamNotEnabled' || isUnanswered(error.cause);
}

/** Asking again may help: the answer did not come, or the connection went. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ['TimeoutError', 'RequestError', 'ConnectionError'].includes(error.name) || isUnanswered(error);
}

/** What went wrong, in the words of the server where they help. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'for a reason that it does not tell';
  if (isUnanswered(error)) return 'JetStream does not answer there: it is not switched on, or not ready yet';
  const ofTls = tlsProblem(error);
  if (ofTls !== undefined) return ofTls;
  if (error.name === 'TimeoutError') return 'there was no answer in good time';
  if (error.name === 'PermissionViolationError') return `the user may not do this: ${error.message}`;
  if (error.message !== '') return error.message;
  return error.cause instanceof Error ? describeFailure(error.cause) : error.name;
}
