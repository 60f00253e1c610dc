import { undeliveredCommands } from '../saga/undelivered.js';
import type { Claim, Owner } from '../store.js';
import { pass, type WorkerCore } from './core.js';
import { createHeld, type Held, type Pending } from './held.js';
import { feedAll, hold } from './turn.js';

/** Takes a claimed instance in hand: its mail, then what is due, then the commands that were in nobody's hands. */
export async function takeUp(core: WorkerCore, claim: Claim, owner: Owner): Promise<void> {
  const { state, mail } = claim;
  pass(core, 'claim:after', { instance: state.instance });
  const inputs: readonly Pending[] = [
    ...mail.map(({ id, input }) => ({ input, mail: id })),
    { input: { type: 'tick' } },
  ];
  const current = core.held.get(state.instance);
  if (current !== undefined) {
    await feedAll(core, current, inputs);
    // It was being let go while it was claimed, and is in nobody's hands now.
    if (current.standing !== 'let-go' || current.state.version !== state.version) return;
  }
  const held = heldOf(core, claim, owner);
  if (held === undefined) return;
  // What the inputs lead to is delivered with them; these are the ones from before.
  const undelivered = undeliveredCommands(held.plan, state);
  await feedAll(core, held, inputs);
  if (held.standing !== 'held') return;
  for (const message of undelivered) core.deliver(core, held, message);
}

function heldOf(core: WorkerCore, { state }: Claim, owner: Owner): Held | undefined {
  const plan = core.plans.get(state.definition);
  // The lease may be another one by now.
  if (plan === undefined || core.lease?.owner !== owner || core.broken.has(state.instance)) return undefined;
  const held = createHeld(plan, state, owner);
  hold(core, held);
  return held;
}
