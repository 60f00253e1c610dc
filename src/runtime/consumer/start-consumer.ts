import type { SubscribeOptions, Subscription } from '../broker/broker.js';
import { deadLetterChannel } from '../broker/dead-letters.js';
import { setAlarm } from '../clock.js';
import { describeError } from '../errors.js';
import { FIRST_DELAY, longerDelay } from '../growing-delay.js';
import { onceReachable, tellOfWaiting } from '../once-reachable.js';
import { createBell } from '../worker/bell.js';
import { retryChannel, retryStages } from './channels.js';
import { commandTakes } from './commands.js';
import { type Core, createCore, inTransaction } from './core.js';
import { groupOf } from './plan.js';
import { releaseDue } from './release.js';
import { createRetryTake, type Take } from './take.js';
import { createChannelTake } from './take-channel.js';
import type { Consumer, ConsumerOptions } from './types.js';

const WEEK = 7 * 86_400_000;
/** How often old notes are deleted, and how many in one transaction. */
const PURGE_EVERY = 3_600_000;
const PURGED_AT_ONCE = 1_000;

/**
 * Subscribes a service to its channels and hands messages to its handlers: each once by the inbox, again when that fails, and to
 * the dead letters when it is of no use. Commands are carried out, each once for its key, and answered. Waits for a broker that cannot be
 * reached. Rejects with `missing-handler`, and where a channel cannot be subscribed to for another reason.
 */
export async function startConsumer<Tx>(options: ConsumerOptions<Tx>): Promise<Consumer> {
  const core = createCore(options);
  const subscriptions = await onceReachable(() => subscribe(core, options), {
    clock: core.clock,
    onFailure: tellOfWaiting(core.plan.definition.service),
  });
  const chores = [keepReleasing(core, options.pollMs ?? 1_000), keepPurging(core)];
  let closed: Promise<void> | undefined;

  async function close(): Promise<void> {
    core.closing.abort();
    core.wake();
    const stopAlarm = setAlarm(core.clock, options.stopTimeoutMs ?? 10_000, () => core.hurry.abort());
    await Promise.all([...subscriptions.map((subscription) => subscription.close()), ...chores]);
    stopAlarm();
  }

  return {
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

async function subscribe<Tx>(core: Core<Tx>, options: ConsumerOptions<Tx>): Promise<readonly Subscription[]> {
  const { definition } = core.plan;
  const commands = commandTakes(options);
  const subscriptions: Subscription[] = [];
  const { concurrency } = options;
  const add = async (channel: string, of: string, take: Take, how: SubscribeOptions): Promise<void> => {
    const group = groupOf(definition, of);
    const deadLetters = definition.channels[of]?.deadLetter ?? deadLetterChannel(of, group);
    const all: SubscribeOptions = { ...how, deliveries: 'unlimited', deadLetters };
    subscriptions.push(
      await core.broker.subscribe(channel, group, take, concurrency === undefined ? all : { ...all, concurrency }),
    );
  };
  try {
    // One subscription for events and commands of a channel: two of one group would take each other's messages.
    for (const channel of new Set([...Object.keys(definition.channels), ...commands.keys()])) {
      const setting = definition.channels[channel];
      // The later stages first: what an earlier one passes on finds somebody there.
      for (let stage = retryStages(setting); stage >= 1 && setting; stage -= 1) {
        const take = createRetryTake(core, channel, setting, stage);
        const delayMs = setting.retryDelaysMs[stage - 1] ?? 0;
        await add(retryChannel(channel, groupOf(definition, channel), stage), channel, take, {
          ordering: 'none',
          delayMs,
        });
      }
      const { ordering = 'key', kind = 'topic' } = setting ?? {};
      await add(channel, channel, createChannelTake(core, channel, setting, commands.get(channel)), { ordering, kind });
    }
    return subscriptions;
  } catch (error) {
    // Half a consumer would take messages that nobody waits for.
    await Promise.all(subscriptions.map((subscription) => subscription.close()));
    throw error;
  }
}

/** Looks after what is parked until the consumer closes. Only a definition that parks has anything to look after. */
async function keepReleasing<Tx>(core: Core<Tx>, pollMs: number): Promise<void> {
  const { handlers } = core.plan.definition;
  if (!handlers.some(({ onMissing, afterMs, at }) => onMissing === 'park' || afterMs !== undefined || at !== undefined))
    return;
  const bell = createBell();
  core.wake = () => bell.ring();
  let troubleMs = 0;
  while (!core.closing.signal.aborted) {
    bell.silence();
    let pauseMs = pollMs;
    try {
      pauseMs = Math.min(pollMs, (await releaseDue(core)) ?? pollMs);
      troubleMs = 0;
    } catch (error) {
      troubleMs = troubleMs === 0 ? FIRST_DELAY : longerDelay(troubleMs);
      pauseMs = troubleMs;
      process.stderr.write(`sagac: ${core.plan.definition.service}: parked messages wait: ${describeError(error)}\n`);
    }
    const over = new AbortController();
    // What stays due although it was looked at is not looked at again at once.
    await Promise.race([bell.rung(), core.clock.sleep(Math.max(1, pauseMs), over.signal)]);
    over.abort();
  }
}

async function keepPurging<Tx>(core: Core<Tx>): Promise<void> {
  const { windowMs = WEEK } = core.plan.definition;
  const { signal } = core.closing;
  while (!signal.aborted) {
    await core.clock.sleep(Math.min(PURGE_EVERY, windowMs), signal);
    try {
      while (!signal.aborted) {
        const purged = await inTransaction(core, (session) =>
          session.purge(core.clock.now() - windowMs, PURGED_AT_ONCE),
        );
        if (purged === 0) break;
      }
    } catch {
      // Another time: old notes do no harm.
    }
  }
}
