import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unexpected } from '../demo-services/reconcile.mjs';
import { startWorld } from '../demo-services/start-world.mjs';
import { createChannels } from './channels.mjs';
import { diagnose } from './diagnose.mjs';
import { judge } from './judge.mjs';
import { placeSteadily, plant, watchLag } from './load.mjs';
import { countLogs } from './logs.mjs';
import { planOf, planText } from './plan.mjs';
import { letterProblems, poisonOf } from './poison.mjs';
import { replayAll, replayMended, replayProblems } from './replay.mjs';
import { sabotageDatabase } from './sabotage.mjs';
import { openSite } from './site.mjs';
import { carryOut } from './strike.mjs';

/** Between each service and its broker, in their processes. */
const WRAPPER = new URL('sabotage.mjs', import.meta.url).href;
/** How a process ends that says that it cannot start; whoever watches it starts it anew. */
const CANNOT_START = 'with 3';
/** The exit code after Ctrl-C. */
const INTERRUPTED = 130;
/** Longer than a duplicate is late. */
const LATE_MS = 2_500;

/**
 * One round: load and faults, rest, judgement, replays, and judgement again. Gives `{ problems, figures, text }`: what is wrong, one
 * sentence each; the figures by name; and, where something is wrong, all that there is to see of it. Nothing that it started is left.
 */
export async function runRound({ broker, seed, seconds, perSecond, poison, settleMs, twice, sabotage, say }) {
  const began = Date.now();
  const notes = mkdtempSync(join(tmpdir(), 'sagac-chaos-'));
  const site = await openSite(broker);
  let world;
  const tidyUp = (code) => {
    // One that is paused would not hear that its parent has gone.
    for (const service of world?.services.values() ?? []) service.signal('SIGKILL');
    if (code === INTERRUPTED) tidy([world?.folder, notes]);
  };
  process.once('exit', tidyUp);
  try {
    const way = (url) => [site.broker, site.postgres].find((one) => one?.server.url === url)?.url ?? url;
    world = await startWorld({
      broker,
      ...(site.broker && { brokerUrl: site.broker.server.url }),
      postgresUrl: site.postgres.server.url,
      through: way,
      transpile: true,
      keep: true,
      // They compete for messages, shards of their outbox and checkouts.
      processes: Object.fromEntries(twice.map((service) => [service, 2])),
      env: {
        BROKER_WRAPPER: WRAPPER,
        CHAOS_SEED: String(seed),
        CHAOS_NOTES: notes,
        SAGAC_CHAOS_SABOTAGE: sabotage ?? '',
      },
    });
    await sabotageDatabase(world.database, sabotage);
    say(`   ${world.services.size} processes listen after ${((Date.now() - began) / 1_000).toFixed(1)} s`);
    const plan = planOf({ seed, broker, services: [...world.services.keys()], seconds });
    const planted = poisonOf(seed, poison);
    const found = await underFire({ site, world, notes, plan, planted, seconds, perSecond, settleMs, say });
    const { problems, figures } = found;
    const text =
      problems.length === 0 ? [] : ['The plan:', ...planText(plan), ...(await diagnose(world, notes, problems))];
    return {
      problems,
      figures: { ...figures, 'seconds in all': secondsSince(began) },
      text,
      folders: [world.folder, notes],
    };
  } finally {
    // How they stop in order was seen before.
    await Promise.all([...(world?.services.values() ?? [])].map((service) => service.kill('SIGKILL')));
    await world?.stop();
    await site.remove();
    process.off('exit', tidyUp);
  }
}

/** Removes what a round leaves for a person who wants to look. */
export function tidy(folders) {
  for (const folder of folders.filter((one) => one !== undefined))
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function underFire({ site, world, notes, plan, planted, seconds, perSecond, settleMs, say }) {
  const channels = createChannels(world);
  const over = new AbortController();
  const watching = watchLag(channels, over.signal);
  const problems = [];
  const note = (error) => void problems.push(error.message);
  const [counts] = await Promise.all([
    carryOut({ plan, site, services: world.services, say }).catch(note),
    placeSteadily(world, { seconds, perSecond }).catch(note),
    plant(channels, planted, seconds).catch(note),
  ]);
  const quietAt = Date.now();
  say(`   faults are over; ${world.orders.length} orders placed`);
  await settled({ world, channels, planted, settleMs }).catch(note);
  const settleSeconds = secondsSince(quietAt);
  over.abort();
  const most = await watching;
  const judged = await judge({ world, channels, planted, notes });
  problems.push(...judged.problems);
  const figures = await figuresOf({ world, notes, counts, planted, judged });
  // After what is wrong already, replays would tell of nothing but that.
  const isSound = problems.length === 0;
  const replayed = isSound ? await replays({ world, channels, planted, judged, settleMs }).catch(note) : undefined;
  problems.push(...(replayed?.problems ?? []));
  return {
    problems: [...new Set(problems)],
    figures: {
      ...figures,
      'seconds to settle': settleSeconds,
      'lag at most': `${most.messages} (${most.group} on ${most.name})`,
      'replayed afterwards': replayed?.count ?? 0,
    },
  };
}

/** Until nothing is under way, nobody has anything left to take, and all that was planted is where it has to be. */
async function settled({ world, channels, planted, settleMs }) {
  const end = Date.now() + settleMs;
  await world.settled(settleMs);
  let left = [];
  const isDone = async () => {
    const lags = await channels.lag();
    left = lags.map(({ name, group, messages }) => `${group} has not taken ${messages} messages of ${name}`);
    // What is wrong with the letters is told by whoever judges.
    return left.length === 0 && letterProblems(planted, await channels.deadLetters()).length === 0;
  };
  await world.until('Not all is taken', isDone, Math.max(1_000, end - Date.now())).catch((error) => {
    throw new Error([error.message, ...left].join('\n  '));
  });
}

async function replays({ world, channels, planted, judged, settleMs }) {
  const mended = await replayMended(channels, planted, judged.letters);
  const [count] = await Promise.all([replayAll(channels, world.database), sleep(LATE_MS)]);
  const isTaken = async () => (await channels.lag()).length === 0;
  await world.until('Replayed messages are not taken', isTaken, settleMs);
  await world.settled(settleMs);
  const after = await world.snapshot();
  const known = new Set(mended.map(({ id }) => id));
  const dead = letterProblems(
    planted.filter(({ message }) => !known.has(message.id)),
    await channels.deadLetters(),
  );
  return { count, problems: [...replayProblems(judged.snapshot, after, mended), ...dead] };
}

async function figuresOf({ world, notes, counts, planted, judged: { snapshot, letters } }) {
  const ended = (status) => snapshot.orders.filter((order) => order.status === status);
  const faults = Object.entries(counts ?? {}).map(([kind, count]) => `${count} ${kind}`);
  const exits = [...world.services.values()].flatMap(({ name, exits: own }) => own.map(({ how }) => `${name} ${how}`));
  return {
    orders: snapshot.orders.length,
    confirmed: ended('confirmed').length,
    cancelled: ended('cancelled').length,
    'ended otherwise than without faults': unexpected(snapshot, world.orders).length,
    'commands sent again for want of an answer': await countTimeouts(world),
    faults: faults.sort().join(', '),
    'processes that ended unasked': exits.length === 0 ? 0 : `${exits.length} (${[...new Set(exits)].join(', ')})`,
    'last words of those that had started': lastWords(world),
    ...(await countLogs([world.logs, notes])),
    planted: planted.length,
    'dead letters': `${letters.length}, of ${new Set(letters.map(({ message }) => message.id)).size} messages`,
  };
}

/** The last words of processes that ended otherwise than because they could not start. */
function lastWords({ services }) {
  const ends = [...services.values()].flatMap(({ name, exits }) => exits.map((exit) => ({ name, ...exit })));
  const strange = ends.filter(({ how }) => how !== CANNOT_START);
  return (
    strange.map(({ name, how, lines }) => `\n     ${name} ${how}:\n       ${lines.join('\n       ')}`).join('') ||
    'none'
  );
}

async function countTimeouts({ store }) {
  let count = 0;
  for (const { instance } of await store.list()) {
    const entries = await store.journal(instance);
    count += entries.filter(({ type, problem }) => type === 'attempt-failed' && problem.kind === 'timeout').length;
  }
  return count;
}

function secondsSince(began) {
  return Number(((Date.now() - began) / 1_000).toFixed(1));
}
