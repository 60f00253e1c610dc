import { commandId } from '../saga/effects.js';
import type { Mail, PostResult } from '../store.js';
import { lookBy, pass, type WorkerCore } from './core.js';
import type { InstanceInput } from './held.js';
import { launch } from './lease.js';

/** Leaves mail for an instance, and looks after it where this worker may be the one to take it out. */
export async function post(core: WorkerCore, mail: Mail): Promise<PostResult> {
  pass(core, 'post:before', { instance: mail.instance });
  const result = await core.store.post(mail);
  pass(core, 'post:after', { instance: mail.instance });
  if (result === 'posted') lookBy(core);
  return result;
}

/** Leaves an answer that came when nobody here waited for it any more: a late success has to be undone. */
export function postAnswer(
  core: WorkerCore,
  instance: string,
  input: Extract<InstanceInput, { readonly type: 'reply' }>,
): void {
  launch(core, async () => {
    await post(core, { id: `${commandId(input.key, input.attempt)}!late`, instance, input });
  });
}
