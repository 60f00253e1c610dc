import { describeError, SagaError } from '../../errors.js';
import { tlsProblem } from '../tls-problem.js';

/** The word by which AMQP, the driver or the system names an error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What the server or the driver said, in one line; neither repeats the password. */
export function wordsOf(error: unknown): string {
  const ofTls = tlsProblem(error);
  if (ofTls !== undefined) return ofTls;
  if (error instanceof AggregateError && error.errors.length > 0) return wordsOf(error.errors[0]);
  // The driver puts the name of an error before it, and closed connections have none.
  const said = error instanceof Error ? error.message.replace(/^undefined: /, '') : '';
  return said !== '' ? said : describeError(error);
}

/** Errors with which a server answers, in contrast to those of a connection that was lost. */
const ANSWERS: ReadonlySet<string | undefined> = new Set([
  'ACCESS_REFUSED',
  'NOT_FOUND',
  'PRECONDITION_FAILED',
  'RESOURCE_LOCKED',
  'NOT_ALLOWED',
  'NOT_IMPLEMENTED',
]);

/** Whether asking again is of no use as long as nobody changes anything at the server. */
export function isAnswer(error: unknown): boolean {
  return ANSWERS.has(codeOf(error));
}

/** What the server has against an exchange or queue, for people. `name` is what was asked for: `the queue \`orders.mail\``. */
export function topologyError(error: unknown, name: string, create: boolean): unknown {
  const said = wordsOf(error);
  switch (codeOf(error)) {
    case 'NOT_FOUND':
      return new SagaError(
        'channel-missing',
        `RabbitMQ has not got ${name}, and \`create: false\` forbids to make it; make it by what the target \`topics\` generates`,
        { cause: error },
      );
    case 'PRECONDITION_FAILED':
      return new SagaError(
        'broker-failed',
        `RabbitMQ has ${name} with other settings (${said}); delete it when it is empty, so that it is made anew, or subscribe with the settings that it has`,
        { cause: error },
      );
    case 'ACCESS_REFUSED':
      return new SagaError(
        'broker-failed',
        create
          ? `RabbitMQ does not let this user make ${name} (${said}); permit it, or have it made and say \`create: false\``
          : `RabbitMQ does not let this user use ${name} (${said}); permit it`,
        { cause: error },
      );
    case 'RESOURCE_LOCKED':
      return new SagaError('broker-failed', `${name} belongs to another connection alone (${said})`, { cause: error });
    case 'NOT_IMPLEMENTED':
    case 'NOT_ALLOWED':
      return new SagaError('broker-failed', `RabbitMQ does not do what is needed of ${name}: ${said}`, {
        cause: error,
      });
    default:
      return error;
  }
}
