import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrokerMessage } from '../broker/broker.js';
import type { Inbox, ParkedMessage } from './inbox.js';

/** An inbox to be judged, and a second one on the same data, as another process has it. */
export interface InboxFixture {
  readonly inbox: Inbox<unknown>;
  readonly other: Inbox<unknown>;
  readonly cleanUp: () => Promise<void>;
}

const MESSAGE: BrokerMessage = { id: 'm', key: 'o1', type: 'OrderPaid', data: { orderId: 'ä' }, headers: { own: '1' } };

function parkedOf(messageId: string, change: Partial<ParkedMessage> = {}): ParkedMessage {
  const usual = { consumer: 'mail/A', service: 'mail', correlation: 'o1', reason: 'needs' as const, attempts: 0 };
  const times = { dueAt: 100, giveUpAt: 100, parkedAt: 10 };
  return { messageId, ...usual, ...times, message: { ...MESSAGE, id: messageId }, channel: 'orders', ...change };
}

/** What every inbox has to keep, whatever it is kept in. */
export function describeInboxContract(name: string, createFixture: () => Promise<InboxFixture>): void {
  describe(`the ${name} inbox`, () => {
    let fixture: InboxFixture;
    let inbox: Inbox<unknown>;
    beforeAll(async () => {
      fixture = await createFixture();
      inbox = fixture.inbox;
    });
    afterAll(() => fixture.cleanUp());

    it('notes a message once for each consumer, and forgets it on demand', async () => {
      const record = (consumer: string) => inbox.transaction((session) => session.record(consumer, 'a1', 5));
      expect([await record('x/A'), await record('x/A'), await record('x/B')]).toEqual([true, false, true]);
      await inbox.transaction((session) => session.forget('x/A', 'a1'));
      expect([await record('x/A'), await record('x/B')]).toEqual([true, false]);
    });

    it('keeps nothing of a transaction that fails', async () => {
      const failing = inbox.transaction(async (session) => {
        await session.record('x/A', 'b1', 5);
        await session.park(parkedOf('b1'));
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await inbox.transaction((session) => session.record('x/A', 'b1', 5))).toBe(true);
      expect(await inbox.transaction((session) => session.parkedCount('mail'))).toBe(0);
    });

    it('lets one of two that handle the same message at the same time have it', async () => {
      const both = [fixture.inbox, fixture.other].map((one) =>
        one.transaction(async (session) => {
          const fresh = await session.record('x/A', 'c1', 5);
          await new Promise((resolve) => setTimeout(resolve, 20));
          return fresh;
        }),
      );
      expect((await Promise.all(both)).sort()).toEqual([false, true]);
    });

    it('lets the second of two have it where the first fails', async () => {
      const first = fixture.inbox.transaction(async (session) => {
        await session.record('x/A', 'd1', 5);
        await new Promise((resolve) => setTimeout(resolve, 20));
        throw new Error('no');
      });
      const second = fixture.other.transaction((session) => session.record('x/A', 'd1', 5));
      await expect(first).rejects.toThrow('no');
      expect(await second).toBe(true);
    });

    it('keeps what has come by correlation, the latest of a type', async () => {
      const arrive = (correlation: string, type: string, total: number) =>
        inbox.transaction((session) => session.arrive({ service: 'e', correlation, type, data: { total }, at: 5 }));
      await arrive('o1', 'OrderPlaced', 1);
      await arrive('o1', 'OrderPlaced', 2);
      await arrive('o1', 'OrderPaid', 3);
      await arrive('o2', 'OrderPlaced', 4);
      const found = await inbox.transaction((session) => session.arrived('e', 'o1'));
      expect(Object.fromEntries(found)).toEqual({ OrderPlaced: { total: 2 }, OrderPaid: { total: 3 } });
      expect((await inbox.transaction((session) => session.arrived('e', 'o'))).size).toBe(0);
    });

    it('parks messages until they are due, and an arrival makes those due that need others', async () => {
      await inbox.transaction(async (session) => {
        await session.park(parkedOf('p1'));
        await session.park(parkedOf('p1', { dueAt: 1 }));
        await session.park(parkedOf('p2', { correlation: 'o2', position: '3/7', attempts: 2 }));
        await session.park(parkedOf('p3', { reason: 'time', dueAt: 50 }));
        await session.park(parkedOf('p4', { consumer: 'other/A', service: 'other', dueAt: 1 }));
      });
      const ids = async (now: number) =>
        (await inbox.transaction((session) => session.due('mail', now, 10))).map(({ messageId }) => messageId);
      expect(await ids(49)).toEqual([]);
      expect(await ids(100)).toEqual(['p3', 'p1', 'p2']);
      expect(await inbox.transaction((session) => session.nextDue('mail'))).toBe(50);
      const arrival = { service: 'mail', correlation: 'o1', type: 'OrderPlaced', data: {}, at: 20 };
      await inbox.transaction((session) => session.arrive(arrival));
      expect(await ids(20)).toEqual(['p1']);
      const taken = await inbox.transaction((session) => session.take('mail/A', 'p2'));
      expect(taken).toEqual(parkedOf('p2', { correlation: 'o2', position: '3/7', attempts: 2 }));
      expect(await inbox.transaction((session) => session.take('mail/A', 'p2'))).toBeUndefined();
      expect(await inbox.transaction((session) => session.parkedCount('mail'))).toBe(2);
      expect(await inbox.transaction((session) => session.parkedCount('mail', 'needs'))).toBe(1);
      expect(await inbox.transaction((session) => session.dropParked('mail/A', 'o1'))).toBe(2);
      expect(await inbox.transaction((session) => session.parkedCount('mail'))).toBe(0);
      expect(await inbox.transaction((session) => session.nextDue('mail'))).toBeUndefined();
    });

    it('deletes old notes in portions, and no others', async () => {
      await inbox.transaction(async (session) => {
        for (const [index, at] of [1_000, 1_001, 1_002, 9_000].entries()) await session.record('q/A', `q${index}`, at);
        await session.arrive({ service: 'q', correlation: 'o1', type: 'OrderPlaced', data: {}, at: 1_000 });
        await session.rememberAnswer('q', { kind: 'refused' }, 1_000);
      });
      let purged = 0;
      for (let count = -1; count !== 0; purged += count) {
        count = await inbox.transaction((session) => session.purge(5_000, 2));
        expect(count).toBeLessThanOrEqual(6);
      }
      expect(purged).toBeGreaterThanOrEqual(5);
      await inbox.transaction(async (session) => {
        expect(await session.record('q/A', 'q0', 9_000)).toBe(true);
        expect(await session.record('q/A', 'q3', 9_000)).toBe(false);
        expect((await session.arrived('q', 'o1')).size).toBe(0);
        expect(await session.answer('q')).toBeUndefined();
      });
    });

    it('remembers answers: a success and a refusal for good, a failure until a later one', async () => {
      const remember = (key: string, outcome: string, upTo?: number) =>
        inbox.transaction((session) => {
          const answer = { outcome, data: { key } };
          return session.rememberAnswer(key, { kind: 'answered', answer, ...(upTo !== undefined && { upTo }) }, 5);
        });
      const answer = (key: string) => inbox.transaction((session) => session.answer(key));
      await remember('r1', 'Busy', 1);
      expect(await answer('r1')).toEqual({
        kind: 'answered',
        answer: { outcome: 'Busy', data: { key: 'r1' } },
        upTo: 1,
      });
      await remember('r1', 'Done');
      await remember('r1', 'Busy', 3);
      expect(await answer('r1')).toEqual({ kind: 'answered', answer: { outcome: 'Done', data: { key: 'r1' } } });
      await inbox.transaction((session) => session.rememberAnswer('r2', { kind: 'refused' }, 5));
      await remember('r2', 'Done');
      expect(await answer('r2')).toEqual({ kind: 'refused' });
      expect(await answer('r3')).toBeUndefined();
    });

    it('keeps an undo waiting for the command that it undoes', async () => {
      const order: string[] = [];
      const work = fixture.inbox.transaction(async (session) => {
        expect(await session.claimAnswer('s1', 5)).toBeUndefined();
        await new Promise((resolve) => setTimeout(resolve, 30));
        order.push('done');
        await session.rememberAnswer('s1', { kind: 'answered', answer: { outcome: 'Done', data: {} } }, 5);
      });
      await new Promise((resolve) => setTimeout(resolve, 10));
      const undo = fixture.other.transaction(async (session) => {
        await session.rememberAnswer('s1', { kind: 'refused' }, 5);
        order.push('undone');
        return session.answer('s1');
      });
      await work;
      expect(await undo).toMatchObject({ kind: 'answered' });
      expect(order).toEqual(['done', 'undone']);
    });
  });
}
