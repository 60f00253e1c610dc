import { describe, expect, it } from 'vitest';
import type { Claim, ClaimRequest, SagaStore, Transition } from '../store.js';
import { createMemoryStore } from '../stores/memory/index.js';
import { testSaga, testStep } from '../testing/definitions.js';
import { createWorld } from '../testing/participants.js';
import { ORDER, setUp } from '../testing/set-up-worker.js';
import { testAwait } from '../testing/step-forms.js';

describe('mail that is claimed while its instance is being let go', () => {
  it('is taken out at once, though nobody polls', async () => {
    const saga = testSaga([testStep('Ask'), testAwait('decision', ['Approved'])], { deadlineMs: 3_600_000 });
    const tell = (): Promise<unknown> => worker.receive('Approved', { orderId: 'o1' }, { id: 'e1' });
    const { worker, clock } = setUp(saga, createWorld(saga).handlers, { store: claimingBeforeLettingGo(tell) });
    await worker.start('Checkout', ORDER);
    const running = worker.run();
    expect(await worker.ended('Checkout.o1')).toMatchObject({ status: 'completed' });
    expect(clock.now()).toBe(0);
    await worker.stop();
    await running;
  });
});

describe('mail of which much lies there', () => {
  it('is taken out in one go, though nobody polls', async () => {
    const saga = testSaga([testAwait('end', ['End'])], { deadlineMs: 3_600_000, hears: ['Note'] });
    const { worker, store, clock } = setUp(saga, {});
    await worker.start('Checkout', ORDER);
    for (let index = 0; index < 1_000; index += 1) {
      await worker.receive('Note', { orderId: 'o1', index }, { id: `n${index}` });
    }
    await worker.receive('End', { orderId: 'o1' }, { id: 'end' });
    const running = worker.run();
    expect((await worker.ended('Checkout.o1')).messages).toMatchObject({ Note: { index: 999 } });
    expect(clock.now()).toBe(0);
    await worker.stop();
    await running;
    expect(await store.journal('Checkout.o1')).toHaveLength(1_006);
  });
});

/** A store in which the first transition that lets an instance go is written just after mail for it was claimed. */
function claimingBeforeLettingGo(leaveMail: () => Promise<unknown>): SagaStore {
  const store = createMemoryStore();
  const { commit, claim } = store;
  let isFirst = true;
  let noteMail = (): void => undefined;
  return Object.assign(store, {
    async claim(request: ClaimRequest): Promise<readonly Claim[]> {
      const claims = await claim.call(store, request);
      if (claims.some(({ mail }) => mail.length > 0)) noteMail();
      return claims;
    },
    async commit(transition: Transition) {
      if (isFirst && transition.expectedVersion > 0 && transition.nextOwner === undefined) {
        isFirst = false;
        const claimed = new Promise<void>((resolve) => {
          noteMail = resolve;
        });
        await leaveMail();
        await claimed;
      }
      return commit.call(store, transition);
    },
  });
}
