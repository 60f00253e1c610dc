import { SagaError } from '../../errors.js';
import { Unprocessable } from '../broker.js';
import { tlsProblem } from '../tls-problem.js';

/** Answers of Kafka that something here depends on, by the numbers of its protocol. */
export const CODES = {
  UNKNOWN_SERVER_ERROR: -1,
  OFFSET_OUT_OF_RANGE: 1,
  UNKNOWN_TOPIC_OR_PARTITION: 3,
  MESSAGE_TOO_LARGE: 10,
  COORDINATOR_LOAD_IN_PROGRESS: 14,
  COORDINATOR_NOT_AVAILABLE: 15,
  NOT_COORDINATOR: 16,
  INVALID_TOPIC_EXCEPTION: 17,
  RECORD_LIST_TOO_LARGE: 18,
  ILLEGAL_GENERATION: 22,
  INCONSISTENT_GROUP_PROTOCOL: 23,
  INVALID_GROUP_ID: 24,
  UNKNOWN_MEMBER_ID: 25,
  INVALID_SESSION_TIMEOUT: 26,
  REBALANCE_IN_PROGRESS: 27,
  TOPIC_AUTHORIZATION_FAILED: 29,
  GROUP_AUTHORIZATION_FAILED: 30,
  CLUSTER_AUTHORIZATION_FAILED: 31,
  UNSUPPORTED_SASL_MECHANISM: 33,
  ILLEGAL_SASL_STATE: 34,
  UNSUPPORTED_VERSION: 35,
  TOPIC_ALREADY_EXISTS: 36,
  INVALID_PARTITIONS: 37,
  INVALID_REPLICATION_FACTOR: 38,
  INVALID_CONFIG: 40,
  POLICY_VIOLATION: 44,
  OUT_OF_ORDER_SEQUENCE_NUMBER: 45,
  DUPLICATE_SEQUENCE_NUMBER: 46,
  INVALID_PRODUCER_EPOCH: 47,
  INVALID_PRODUCER_ID_MAPPING: 49,
  SASL_AUTHENTICATION_FAILED: 58,
  UNKNOWN_PRODUCER_ID: 59,
  FENCED_LEADER_EPOCH: 74,
  MEMBER_ID_REQUIRED: 79,
  GROUP_MAX_SIZE_REACHED: 81,
  FENCED_INSTANCE_ID: 82,
  INVALID_RECORD: 87,
  UNKNOWN_TOPIC_ID: 100,
} as const;

/** Answers that do not change however often one asks. */
const FINAL: ReadonlySet<number> = new Set([
  CODES.MESSAGE_TOO_LARGE,
  CODES.INVALID_TOPIC_EXCEPTION,
  CODES.RECORD_LIST_TOO_LARGE,
  CODES.INVALID_GROUP_ID,
  CODES.INVALID_SESSION_TIMEOUT,
  CODES.TOPIC_AUTHORIZATION_FAILED,
  CODES.GROUP_AUTHORIZATION_FAILED,
  CODES.CLUSTER_AUTHORIZATION_FAILED,
  CODES.UNSUPPORTED_VERSION,
  CODES.INVALID_PARTITIONS,
  CODES.INVALID_REPLICATION_FACTOR,
  CODES.INVALID_CONFIG,
  CODES.POLICY_VIOLATION,
  CODES.INVALID_RECORD,
]);

const NAMES: ReadonlyMap<number, string> = new Map(Object.entries(CODES).map(([name, code]) => [code, name]));

/** Kafka has answered a request with no. */
export class KafkaFailure extends Error {
  override readonly name = 'KafkaFailure';
  constructor(
    readonly code: number,
    detail?: string | null,
  ) {
    super(`Kafka answered ${NAMES.get(code) ?? `with error ${code}`}${detail ? ` (${detail})` : ''}`);
  }
}

/** Nobody could be asked, or nobody answered in time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Throws where the code of an answer is one of an error. */
export function check(code: number, detail?: string | null): void {
  if (code !== 0) throw new KafkaFailure(code, detail);
}

/** Says whether it is of no use to ask again. */
export function isFinal(error: unknown): boolean {
  if (error instanceof SagaError || error instanceof Unprocessable) return true;
  if (error instanceof KafkaFailure) return FINAL.has(error.code);
  return isRefusedLogin(error);
}

/** The broker does not know the user, or not by this password. */
export function isRefusedLogin(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === 'PLT_KFK_AUTHENTICATION') || isRefusedLogin(error.cause);
}

/**
 * The answer of a request, also where it has errors in it: the driver rejects then, although the answer says which part of the
 * request went well.
 */
export async function answerOf<Response extends object>(request: Promise<Response>): Promise<Response> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'PLT_KFK_RESPONSE' && 'response' in error) {
      // The driver puts what it has parsed there, of the same type.
      return error.response as Response;
    }
    throw error;
  }
}

/** What went wrong, in the shortest words that say it: without the driver's wrappings, and without credentials, which it never prints. */
export function reasonOf(error: unknown): string {
  const ofTls = tlsProblem(error);
  if (ofTls !== undefined) return ofTls;
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error && !(error instanceof KafkaFailure)) {
    return `${stripped(error.message)}: ${reasonOf(error.cause)}`;
  }
  return stripped(error.message === '' ? error.name : error.message);
}

function stripped(text: string): string {
  return text.replace(/\.$/, '');
}
