import { CODES, KafkaFailure } from './failures.js';

/** What somebody can do about a group that takes no member, where that is known. */
export function groupProblem(group: string, error: unknown): string | undefined {
  if (!(error instanceof KafkaFailure)) return undefined;
  switch (error.code) {
    case CODES.INCONSISTENT_GROUP_PROTOCOL:
      return `programs of another kind read in the group \`${group}\`; stop them, or read in a group of your own`;
    case CODES.GROUP_AUTHORIZATION_FAILED:
      return `this user may not read in the group \`${group}\`; give it the right to`;
    case CODES.INVALID_SESSION_TIMEOUT:
      return 'Kafka does not take `sessionTimeoutMs`; see group.min.session.timeout.ms and group.max.session.timeout.ms';
    default:
      return undefined;
  }
}
