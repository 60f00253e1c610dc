import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../stores/sqlite/index.js';
import { testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { createWorker } from '../worker/create-worker.js';
import type { CommandHandler } from '../worker/types.js';
import { createOperator } from './operator.js';

const saga = testSaga([testStep('Reserve'), testFinalStep('Ship', { pivot: true })]);
const done: CommandHandler = async (_input, { step, direction }) => ({
  outcome: `${direction === 'undo' ? 'Undo' : ''}${step}Done`,
  data: {},
});

function signal(): { readonly send: () => void; readonly sent: Promise<void> } {
  let send: () => void = () => undefined;
  const sent = new Promise<void>((resolve) => {
    send = resolve;
  });
  return { send, sent };
}

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-operator-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an operator beside a worker, in two handles of one SQLite file', () => {
  it('has the worker carry out what is in its hands, and moves on what is stuck', async () => {
    const path = join(folder, 'store.sqlite');
    const [store, other] = [await openSqliteStore(path), await openSqliteStore(path)];
    const operator = createOperator({ store: other });
    const [asked, mayAnswer] = [signal(), signal()];
    let refuses = true;
    const worker = createWorker({
      store,
      sagas: [saga],
      handlers: {
        Reserve: async (input, context) => {
          asked.send();
          await mayAnswer.sent;
          return done(input, context);
        },
        UndoReserve: async (input, context) =>
          refuses ? { outcome: 'UndoReserveRefused', data: {} } : done(input, context),
        Ship: done,
      },
      pollMs: 10,
      onAlert: () => undefined,
      onEvent: () => undefined,
    });
    const running = worker.run();
    const { instance } = await worker.start('Checkout', { orderId: 'o1', total: { amount: '1' } });
    await asked.sent;
    const cancelled = await operator.act(instance, { who: 'ana', why: 'customer called', act: { action: 'cancel' } });
    expect(cancelled).toMatchObject({ outcome: 'done', by: 'worker', state: { status: 'unwinding' } });
    mayAnswer.send();
    expect(await worker.ended(instance)).toMatchObject({ status: 'stuck' });
    refuses = false;
    const retried = await operator.act(instance, { who: 'ana', why: 'works again', act: { action: 'retry' } });
    expect(retried).toMatchObject({ outcome: 'done', state: { status: 'unwinding' } });
    expect(await worker.ended(instance)).toMatchObject({ status: 'aborted' });
    await worker.stop();
    await running;
    await Promise.all([store.close(), other.close()]);
  });
});
