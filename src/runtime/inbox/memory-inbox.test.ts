import { expect, it } from 'vitest';
import { describeInboxContract } from './inbox-contract.js';
import { createMemoryInbox } from './memory-inbox.js';

describeInboxContract('memory', async () => {
  const inbox = createMemoryInbox();
  return { inbox, other: inbox, cleanUp: async () => undefined };
});

it('does after a commit what it was told, and nothing after a failure', async () => {
  const inbox = createMemoryInbox();
  const done: string[] = [];
  await inbox.transaction(async ({ tx }) => tx.afterCommit(() => void done.push('committed')));
  const failing = inbox.transaction(async ({ tx }) => {
    tx.afterCommit(() => void done.push('failed'));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(done).toEqual(['committed']);
});
