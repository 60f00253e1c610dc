import type { ProtoMethod } from '../proto-files.js';
import { BOTH, type Check, type ProtobufRule, places } from './rule.js';

/** Calls of services that both sides have. */
export const CALLS: readonly ProtobufRule[] = [
  { id: 'RPC_SAME_REQUEST_TYPE', levels: BOTH, on: 'method', check: same('takes', ({ input }) => `\`${input}\``) },
  { id: 'RPC_SAME_RESPONSE_TYPE', levels: BOTH, on: 'method', check: same('returns', ({ output }) => `\`${output}\``) },
  {
    id: 'RPC_SAME_CLIENT_STREAMING',
    levels: BOTH,
    on: 'method',
    check: same('takes', ({ clientStreaming }) => (clientStreaming ? 'a stream' : 'one message')),
  },
  {
    id: 'RPC_SAME_SERVER_STREAMING',
    levels: BOTH,
    on: 'method',
    check: same('returns', ({ serverStreaming }) => (serverStreaming ? 'a stream' : 'one message')),
  },
  {
    id: 'RPC_SAME_IDEMPOTENCY_LEVEL',
    levels: BOTH,
    on: 'method',
    check: same('has idempotency level', ({ idempotency }) => `\`${idempotency}\``),
  },
];

function same(verb: string, textOf: (method: ProtoMethod) => string): Check<ProtoMethod> {
  return function* check(pair) {
    const [here, there] = [textOf(pair.reader), textOf(pair.writer)];
    if (here === there) return;
    yield {
      message: `Call \`${pair.reader.name}\` ${verb} ${here} here and ${there} on the writer's side.`,
      help: `Leave \`${pair.reader.name}\` as it was and add a call of another name beside it.`,
      ...places(pair),
    };
  };
}
