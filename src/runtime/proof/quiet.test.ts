import { describe, expect, it } from 'vitest';
import { journalOf } from './evidence.js';
import { waitForQuiet } from './quiet.js';
import type { Site, Unfinished } from './site.js';
import { smallEvidence } from './testing/small-evidence.js';
import { rewrite, someRow } from './testing/tamper.js';

const sound = await smallEvidence();
const waiting = someRow(sound, ({ status }) => status === 'running');

function siteWith(unfinished: Unfinished, rows = sound.instances): Site {
  return {
    name: 'a store',
    address: '',
    disturbances: [],
    unfinished: async () => unfinished,
    read: async () => ({ ...sound, instances: rows }),
    remove: async () => undefined,
  };
}

describe('the wait for quiet', () => {
  it('is over when what is left waits for events', async () => {
    await waitForQuiet(siteWith({ states: [waiting.state], notices: 0, mail: 0 }), 0);
  });

  it('goes on while anything lies there', async () => {
    const waits = waitForQuiet(siteWith({ states: [], notices: 1, mail: 2 }), -1);
    await expect(waits).rejects.toThrow(
      'a store is not quiet after -1 ms: 0 instances still move, 1 notices and 2 letters',
    );
  });

  it('ends with the history of what still moves', async () => {
    const moving = rewrite(waiting, journalOf(waiting).slice(0, 2));
    const waits = waitForQuiet(siteWith({ states: [moving.state], notices: 0, mail: 0 }, [moving]), -1);
    await expect(waits).rejects.toThrow(/1 instances still move.*Patience\.\S+: running, version 2.*Draw/s);
  });
});
