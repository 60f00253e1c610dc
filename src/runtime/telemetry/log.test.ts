import { describe, expect, it } from 'vitest';
import { testSaga, testStep } from '../testing/definitions.js';
import { createTelemetry } from './create-telemetry.js';
import { type LogRecord, toJsonLines } from './log.js';
import { observed } from './testing/observed.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';

describe('log records', () => {
  it('tell each journal entry in a stable order of fields, without data', () => {
    expect(linesOf({})).toEqual([
      `{"time":"1970-01-01T00:00:01.000Z","level":"info","type":"saga-started","saga":"Checkout","instance":"Checkout.o1","trace_id":"${TRACE}","version":"1.0.0","message":"OrderPlaced","run":1}`,
      `{"time":"1970-01-01T00:00:01.000Z","level":"info","type":"command-sent","saga":"Checkout","instance":"Checkout.o1","trace_id":"${TRACE}","step":"A","direction":"do","attempt":1,"command":"A","service":"participant","key":"Checkout.o1/A"}`,
      `{"time":"1970-01-01T00:00:01.010Z","level":"warn","type":"attempt-failed","saga":"Checkout","instance":"Checkout.o1","trace_id":"${TRACE}","step":"A","direction":"do","attempt":1,"error_type":"error"}`,
      `{"time":"1970-01-01T00:00:01.010Z","level":"info","type":"retry-scheduled","saga":"Checkout","instance":"Checkout.o1","trace_id":"${TRACE}","step":"A","direction":"do","attempt":2,"due_at":"1970-01-01T00:00:02.010Z"}`,
    ]);
  });

  it('tell the texts of errors where they are asked for', () => {
    expect(linesOf({ errorTexts: true })[2]).toContain('"error_text":"card 4711 is unknown"');
  });

  it('are written from a level on', () => {
    const written: string[] = [];
    const log = toJsonLines({ write: (text: string) => written.push(text) }, 'warn');
    for (const level of ['debug', 'info', 'warn', 'error'] as const) {
      log({ time: '1970-01-01T00:00:00.000Z', level, type: 'problem' });
    }
    expect(written).toEqual([
      '{"time":"1970-01-01T00:00:00.000Z","level":"warn","type":"problem"}\n',
      '{"time":"1970-01-01T00:00:00.000Z","level":"error","type":"problem"}\n',
    ]);
  });

  it('tell the problems of a worker', () => {
    const records: LogRecord[] = [];
    const { store } = observed(testSaga([testStep('A')]));
    const telemetry = createTelemetry({ store, log: (record) => records.push(record) });
    telemetry.problem({ kind: 'events-unheard', event: 'OrderConfirmed' });
    expect(records).toMatchObject([{ level: 'error', type: 'problem', kind: 'events-unheard' }]);
  });
});

function linesOf(options: { readonly errorTexts?: boolean }): readonly string[] {
  const lines: string[] = [];
  const saga = observed(testSaga([testStep('A')]), `00-${TRACE}-b7ad6b7169203331-01`);
  const log = toJsonLines({ write: (text: string) => lines.push(text.trimEnd()) });
  saga.observeWith(createTelemetry({ store: saga.store, log, ...options }).transition);
  const reason = { kind: 'error', error: 'card 4711 is unknown' } as const;
  saga.act((driver) => driver.input({ type: 'attempt-lost', now: 0, key: 'Checkout.o1/A', attempt: 1, reason }));
  return lines;
}
