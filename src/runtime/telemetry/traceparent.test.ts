import * as api from '@opentelemetry/api';
import { ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { currentTraceparent, inTraceOf, parentContext, readTraceparent, writeTraceparent } from './traceparent.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

describe('a traceparent', () => {
  it('is read and written', () => {
    const context = readTraceparent(`00-${TRACE}-${SPAN}-01`);
    expect(context).toEqual({ traceId: TRACE, spanId: SPAN, traceFlags: 1, isRemote: true });
    expect(context && writeTraceparent(context)).toBe(`00-${TRACE}-${SPAN}-01`);
  });

  it('of a later version may have more parts, and flags that nobody knows yet', () => {
    expect(readTraceparent(`cc-${TRACE}-${SPAN}-03-more`)).toMatchObject({ traceId: TRACE, traceFlags: 1 });
  });

  it.each([
    undefined,
    '',
    'nonsense',
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE}-${SPAN}-01-more`,
    `ff-${TRACE}-${SPAN}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE}-${SPAN}-01\n`,
  ])('%s is none', (text) => {
    expect(readTraceparent(text)).toBeUndefined();
    expect(parentContext(api, text)).toBe(ROOT_CONTEXT);
  });

  it('is absent outside of a span, and work is done all the same', () => {
    expect(trace.getActiveSpan()).toBeUndefined();
    expect(currentTraceparent()).toBeUndefined();
    expect(inTraceOf('nonsense', () => 1)).toBe(1);
    expect(inTraceOf(`00-${TRACE}-${SPAN}-01`, () => 2)).toBe(2);
  });

  it('is that of the work that is done in its trace', () => {
    api.context.setGlobalContextManager(stackOfContexts());
    const traceparent = `00-${TRACE}-${SPAN}-01`;
    expect(inTraceOf(traceparent, currentTraceparent)).toBe(traceparent);
    expect(currentTraceparent()).toBeUndefined();
    api.context.disable();
  });
});

/** Knows what is active as long as nothing is asynchronous. */
function stackOfContexts(): api.ContextManager {
  const stack = [ROOT_CONTEXT];
  const manager: api.ContextManager = {
    active: () => stack.at(-1) ?? ROOT_CONTEXT,
    with(context, work, self, ...inputs) {
      stack.push(context);
      const result = work.call(self as ThisParameterType<typeof work>, ...inputs);
      stack.pop();
      return result;
    },
    bind: (_context, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  return manager;
}
