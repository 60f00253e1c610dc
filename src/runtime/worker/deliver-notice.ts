import { describeError } from '../errors.js';
import { FIRST_DELAY, longerDelay } from '../growing-delay.js';
import type { AlertMessage, AnswerMessage, EventMessage, Notice } from '../saga/effects.js';
import { FULL_HANDS, lookBy, pass, report, type WorkerCore } from './core.js';
import { keepLease, launch } from './lease.js';
import type { Lane } from './notice-desk.js';
import { post } from './post.js';

/** Sends a notice on its way: events behind events, alerts behind alerts, answers at once. */
export function deliverNotice(core: WorkerCore, notice: Notice): void {
  core.notices.open += 1;
  keepLease(core);
  switch (notice.kind) {
    case 'event':
      line(core, core.notices.event, notice, deliverEvent);
      break;
    case 'alert':
      line(core, core.notices.alert, notice, deliverAlert);
      break;
    case 'answer':
      launch(core, () => finish(core, notice, deliverAnswer));
      break;
  }
}

/** Says whether it was delivered; if not, it stays in the store. */
type Delivery<Message> = (core: WorkerCore, message: Message) => Promise<boolean>;

function line<Message extends Notice>(
  core: WorkerCore,
  lane: Lane<Message>,
  notice: Message,
  deliver: Delivery<Message>,
): void {
  lane.queue.push(notice);
  if (lane.isMoving) return;
  lane.isMoving = true;
  launch(core, async () => {
    try {
      for (let next = lane.queue.shift(); next; next = lane.queue.shift()) await finish(core, next, deliver);
    } finally {
      lane.isMoving = false;
    }
  });
}

async function finish<Message extends Notice>(
  core: WorkerCore,
  notice: Message,
  deliver: Delivery<Message>,
): Promise<void> {
  try {
    if (await deliver(core, notice)) remove(core, notice.id);
  } finally {
    core.notices.open -= 1;
    noteSpace(core);
  }
}

/** Looks into the store again where too many notices waited before. */
function noteSpace(core: WorkerCore): void {
  const { notices } = core;
  if (!notices.isFull || notices.open >= FULL_HANDS / 2) return;
  notices.isFull = false;
  lookBy(core);
}

/** Takes delivered notices out of the store, many at a time. */
function remove(core: WorkerCore, id: string): void {
  const { notices, store } = core;
  notices.delivered.push(id);
  if (notices.isRemoving) return;
  notices.isRemoving = true;
  launch(core, async () => {
    try {
      while (notices.delivered.length > 0) await store.removeNotices(notices.delivered.splice(0));
    } finally {
      notices.isRemoving = false;
    }
  });
}

async function deliverEvent(core: WorkerCore, message: EventMessage): Promise<boolean> {
  const { onEvent, remote } = core.options;
  pass(core, 'publish:before', { instance: message.instance });
  if (onEvent === undefined && remote?.publish === undefined) sayUnheard(core, message);
  const published = await offer(core, async () => remote?.publish?.(message), brokerFailed(core, message));
  const told = published && (await offer(core, async () => onEvent?.(message), hookFailed(core, message, 'onEvent')));
  if (told) pass(core, 'publish:after', { instance: message.instance });
  return told;
}

async function deliverAlert(core: WorkerCore, message: AlertMessage): Promise<boolean> {
  const { onAlert = writeAlert } = core.options;
  pass(core, 'alert:before', { instance: message.instance });
  const told = await offer(core, async () => onAlert(message), hookFailed(core, message, 'onAlert'));
  if (told) pass(core, 'alert:after', { instance: message.instance });
  return told;
}

/** Tells whoever started the instance how it ended: an instance of this store by mail, others over the broker. */
async function deliverAnswer(core: WorkerCore, message: AnswerMessage): Promise<boolean> {
  const { id, to, event, data, instance } = message;
  const { remote } = core.options;
  pass(core, 'answer:before', { instance });
  if (to.instance !== undefined) {
    const input = { type: 'reply', key: to.key, attempt: to.attempt, event, data } as const;
    await post(core, { id, instance: to.instance, input });
  }
  const send = async (): Promise<void> => {
    if (remote === undefined) throw new Error('this worker has no link to a broker');
    await remote.sendAnswer(message);
  };
  const sent = to.channel === undefined || (await offer(core, send, brokerFailed(core, message)));
  if (sent) pass(core, 'answer:after', { instance });
  return sent;
}

/** Tries until it works, or the worker stops. */
async function offer(core: WorkerCore, send: () => Promise<void>, failed: (error: string) => void): Promise<boolean> {
  const { stopping, clock } = core;
  for (let delay = FIRST_DELAY; ; delay = longerDelay(delay)) {
    try {
      await send();
      return true;
    } catch (error) {
      failed(describeError(error));
    }
    await clock.sleep(delay, stopping.signal);
    if (stopping.signal.aborted) return false;
  }
}

function hookFailed(core: WorkerCore, { id }: Notice, hook: 'onEvent' | 'onAlert'): (error: string) => void {
  return (error) => report(core, { kind: 'hook-failed', hook, id, error });
}

function brokerFailed(core: WorkerCore, { id }: Notice): (error: string) => void {
  return (error) => report(core, { kind: 'broker-failed', id, error });
}

function sayUnheard(core: WorkerCore, { event }: EventMessage): void {
  if (core.saidEventsUnheard) return;
  core.saidEventsUnheard = true;
  report(core, { kind: 'events-unheard', event });
}

function writeAlert({ alert, runbook, instance, reason, problems }: AlertMessage): void {
  const who = alert === undefined ? '' : ` for ${alert}`;
  const read = runbook === undefined ? '' : ` Runbook: ${runbook}`;
  process.stderr.write(`sagac: alert${who}: \`${instance}\` (${reason}): ${problems.join(' ')}${read}\n`);
}
