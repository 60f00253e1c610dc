import { describeError, SagaError } from '../errors.js';
import { hashJson } from '../json.js';
import { onceReachable } from '../once-reachable.js';
import type { SagaPlan } from '../saga/plan.js';
import { isEnded, type SagaState } from '../saga/state.js';
import { assertAlive, createCore, die, endWork, isQuiet, lookBy, report, type WorkerCore } from './core.js';
import { deliverCommand } from './deliver-command.js';
import { learnDefinitions, planSagas } from './known-definitions.js';
import { fault, resignLease } from './lease.js';
import { inboxOf, receiveEvent, receiveReply } from './receive.js';
import { PAUSE, runLoop } from './run-loop.js';
import { startByCommand } from './start-by-command.js';
import { startInstance } from './start-instance.js';
import type { RunOptions, Worker, WorkerOptions } from './types.js';

/** Makes a worker that runs sagas against a store. Throws `missing-handler` if it could not run one of its sagas. */
export function createWorker(options: WorkerOptions): Worker {
  const core = createCore(options, planSagas(options), deliverCommand);
  const ready = onceReady(core);
  let running: Promise<void> | undefined;
  const worker: Worker = {
    async start(saga, data, { messageId, traceparent } = {}) {
      await ready();
      const plan = planOf(core, saga);
      const inbox = inboxOfStart(plan, messageId ?? (plan.definition.repeat ? hashJson(data) : undefined));
      const trace = traceparent === undefined ? {} : { traceparent };
      const { instance, isNew } = await startInstance(core, { plan, message: data, ...inbox, ...trace });
      return { instance, started: isNew };
    },
    async receive(event, data, receiveOptions) {
      await ready();
      return receiveEvent(core, event, data, receiveOptions);
    },
    async receiveReply(reply) {
      await ready();
      return receiveReply(core, reply);
    },
    async receiveCommand({ key, attempt, replyChannel, ...command }) {
      await ready();
      return startByCommand(core, { ...command, replyTo: { key, attempt, channel: replyChannel } });
    },
    run(runOptions = {}) {
      running ??= runToEnd(core, worker, ready, runOptions).finally(() => {
        running = undefined;
      });
      return running;
    },
    ended: (instance) => waitForEnd(core, instance),
    async stop() {
      core.stopping.abort();
      core.bell.ring();
      await running?.catch(() => undefined);
      endWork(core);
      abandonEnds(core);
    },
    counts: () => ({ ignoredEvents: core.ignoredEvents }),
  };
  return worker;
}

/** Definitions have to be in the store before anything refers to them, and be known before events come. */
function onceReady(core: WorkerCore): () => Promise<void> {
  let saved: Promise<void> | undefined;
  async function save(): Promise<void> {
    for (const { hash, definition } of core.starts.values()) await core.store.saveDefinition(hash, definition);
    await learnDefinitions(core);
  }
  return () => {
    assertAlive(core);
    saved ??= save().catch((error: unknown) => {
      saved = undefined;
      throw error;
    });
    return saved;
  };
}

function planOf({ starts }: WorkerCore, saga: string): SagaPlan {
  const plan = starts.get(saga);
  if (plan === undefined) throw new SagaError('unknown-saga', `this worker was not given a saga \`${saga}\``);
  return plan;
}

/** Where no message id tells starts apart, the correlation value does; only of a saga that repeats it cannot. */
function inboxOfStart({ definition }: SagaPlan, messageId: string | undefined): { readonly inbox?: string } {
  return messageId === undefined ? {} : { inbox: inboxOf(definition.saga, messageId) };
}

async function runToEnd(
  core: WorkerCore,
  worker: Worker,
  ready: () => Promise<void>,
  options: RunOptions,
): Promise<void> {
  const unwatch = core.store.watch(() => lookBy(core));
  let stopListening: (() => Promise<void>) | undefined;
  try {
    await readyInTheEnd(core, ready);
    core.running = true;
    stopListening = await listenInTheEnd(core, worker);
    options.onReady?.();
    await runLoop(core, options);
    await stopListening?.();
    await waitForQuiet(core);
    assertAlive(core);
    await resignLease(core);
  } catch (error) {
    die(core, error);
    // What still comes is refused by a dead worker, so it comes again elsewhere.
    stopListening?.().catch(() => undefined);
    throw error;
  } finally {
    core.running = false;
    unwatch();
    abandonEnds(core);
  }
}

/** The store may be away just when a worker begins. */
async function readyInTheEnd(core: WorkerCore, ready: () => Promise<void>): Promise<void> {
  while (!core.stopping.signal.aborted) {
    try {
      return await ready();
    } catch (error) {
      fault(core, error);
      assertAlive(core);
      await core.clock.sleep(PAUSE, core.stopping.signal);
    }
  }
}

/** And so may the broker. */
async function listenInTheEnd(core: WorkerCore, worker: Worker): Promise<(() => Promise<void>) | undefined> {
  const { remote } = core.options;
  if (remote === undefined) return undefined;
  return onceReachable(() => remote.listen(worker), {
    clock: core.clock,
    signal: core.stopping.signal,
    onFailure: (error) => report(core, { kind: 'broker-unreachable', error: describeError(error) }),
  });
}

/** Until the participants at work have answered and that is written, as far as the time for it reaches. */
async function waitForQuiet(core: WorkerCore): Promise<void> {
  const limit = new AbortController();
  let isUp = false;
  const timeUp = core.clock.sleep(core.settings.stopTimeoutMs, limit.signal).then(() => {
    isUp = true;
  });
  core.awaitsQuiet = true;
  while (!isQuiet(core) && !isUp && core.death === undefined) {
    core.bell.silence();
    await Promise.race([core.bell.rung(), timeUp]);
  }
  core.awaitsQuiet = false;
  limit.abort();
}

async function waitForEnd(core: WorkerCore, instance: string): Promise<SagaState> {
  const end = core.ends.wait(instance);
  // Somebody else may fail it before it is awaited below.
  end.catch(() => undefined);
  const state = core.held.get(instance)?.state ?? (await core.store.load(instance));
  if (state === undefined) {
    core.ends.abandon(new SagaError('unknown-instance', `there is no instance \`${instance}\``), instance);
  } else if (isEnded(state)) core.ends.announce(state);
  else if (core.over.signal.aborted) abandonEnds(core);
  return end;
}

/** Tells everybody who still waits that this worker will not bring the end. */
function abandonEnds(core: WorkerCore): void {
  const error = core.death?.cause ?? new SagaError('worker-stopped', 'the worker stopped before the saga ended');
  core.ends.abandon(error);
}
