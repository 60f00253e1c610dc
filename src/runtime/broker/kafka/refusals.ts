import { SagaError } from '../../errors.js';
import { tlsProblem } from '../tls-problem.js';
import { CODES, isRefusedLogin, reasonOf } from './failures.js';

/** What nobody gets past by waiting, for people: a login that is refused, or TLS that does not come about; undefined for all else. */
export function refusalOf(who: string, error: unknown): SagaError | undefined {
  if (isRefusedLogin(error)) {
    return new SagaError('broker-failed', `${who} refuses the login: ${loginAdvice(error)}`, { cause: error });
  }
  const ofTls = tlsProblem(error);
  if (ofTls === undefined) return undefined;
  return new SagaError('broker-failed', `${who} cannot be connected to: ${ofTls}`, { cause: error });
}

/** Nobody has answered in the time that there was. */
export function unreachable(name: string, error: unknown): SagaError {
  if (error instanceof SagaError) return error;
  const who = `Kafka (${name})`;
  const help = 'check the address, and that `tls` and the login (`sasl`) are what its port asks for';
  return (
    refusalOf(who, error) ??
    new SagaError('broker-unreachable', `${who} cannot be reached: ${reasonOf(error)}; ${help}`, { cause: error })
  );
}

/** Kafka says what it takes where it does not know the mechanism, and nothing of use where it does not know the user. */
function loginAdvice(error: unknown): string {
  const { errorCode, mechanisms = [] } = answerIn(error);
  if (errorCode === CODES.UNSUPPORTED_SASL_MECHANISM) {
    return `choose as mechanism (\`sasl\`) one that it takes here: ${mechanisms.map((name) => name.toLowerCase()).join(', ')}`;
  }
  if (errorCode === CODES.ILLEGAL_SASL_STATE)
    return 'it asks for none at this port; leave it away, or correct the port';
  return 'check user, password and the mechanism (`sasl`)';
}

function answerIn(error: unknown): { readonly errorCode?: number; readonly mechanisms?: readonly string[] } {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ('response' in one && typeof one.response === 'object' && one.response !== null) return one.response;
  }
  return {};
}
