import { setTimeout as sleep } from 'node:timers/promises';
import { FIXTURE_ORDER } from '../testing/fixture-sagas.js';
import type { Random } from '../testing/random.js';
import type { Crew } from './crew.js';
import type { EventReceipt, StartReceipt } from './evidence.js';
import { outside } from './proof-sagas.js';
import type { Delivery } from './protocol.js';

/** What the outside sent and got an acknowledgement for. */
export interface Fed {
  readonly starts: readonly StartReceipt[];
  readonly events: readonly EventReceipt[];
  /** How many times something had to be sent again, or was sent twice on purpose. */
  readonly repeated: number;
}

export interface FeederOptions {
  readonly crew: Crew;
  readonly random: Random;
  readonly instances: number;
  /** The starts are spread over so many milliseconds. */
  readonly spreadMs: number;
  /** After so many milliseconds without an acknowledgement everything fails. */
  readonly giveUpMs: number;
}

interface Desk extends FeederOptions {
  readonly starts: StartReceipt[];
  readonly events: EventReceipt[];
  repeated: number;
}

/** How long an acknowledgement is waited for until the same is sent to another worker. */
const ACKNOWLEDGED_WITHIN = 1_000;
const LATEST_EVENT = 1_500;

/**
 * Plays the outside: starts instances and sends them events, as a broker does, at least once and until a worker has
 * acknowledged each. Resolves when everything is acknowledged; rejects where something is refused or never taken.
 */
export async function feed(options: FeederOptions): Promise<Fed> {
  const desk: Desk = { ...options, starts: [], events: [], repeated: 0 };
  const sagas = Object.keys(outside);
  const lives: Promise<void>[] = [];
  for (let number = 0; number < options.instances; number += 1) {
    const life = live(desk, sagas[number % sagas.length] ?? '', `o${number}`);
    // Others are still being started; it is awaited below.
    life.catch(() => undefined);
    lives.push(life);
    await sleep((options.spreadMs / options.instances) * 2 * options.random.next());
  }
  await Promise.all(lives);
  return desk;
}

/** One instance: its start, and what happens to it from outside. */
async function live(desk: Desk, saga: string, orderId: string): Promise<void> {
  const { random } = desk;
  const data = { ...FIXTURE_ORDER, orderId };
  const [instance = ''] = await deliver(desk, { kind: 'start', id: `start-${saga}-${orderId}`, saga, data });
  desk.starts.push({ instance, data });
  const { oneOf = [], notes = [] } = outside[saga] ?? {};
  const chosen = oneOf.length > 0 && random.chance(0.8) ? [random.pick(oneOf)] : [];
  const heard = [...notes.filter(() => random.chance(0.7)), ...chosen];
  await Promise.all(heard.map((event) => tell(desk, event, orderId)));
}

async function tell(desk: Desk, event: string, orderId: string): Promise<void> {
  const { random } = desk;
  await sleep(random.between(0, LATEST_EVENT));
  const nonce = `${event}-${orderId}`;
  const delivery = { kind: 'event', id: nonce, event, data: { orderId, nonce } } as const;
  const times = random.chance(0.2) ? 2 : 1;
  desk.repeated += times - 1;
  const receipts = await Promise.all(Array.from({ length: times }, () => deliver(desk, delivery)));
  desk.events.push({ nonce, event, instances: receipts[0] ?? [] });
}

/** Sends the same until somebody acknowledges it. */
async function deliver(desk: Desk, delivery: Delivery): Promise<readonly string[]> {
  const until = Date.now() + desk.giveUpMs;
  let refusal = 'nobody has answered';
  while (Date.now() < until) {
    const answer = await desk.crew.send(delivery, ACKNOWLEDGED_WITHIN);
    if (answer?.kind === 'taken') return answer.instances;
    if (answer?.kind === 'refused') refusal = answer.reason;
    desk.repeated += 1;
    await sleep(desk.random.between(20, 80));
  }
  throw new Error(`no worker took ${delivery.id} within ${desk.giveUpMs} ms: ${refusal}`);
}
