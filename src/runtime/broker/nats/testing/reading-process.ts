import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrokerMessage } from '../../broker.js';
import { createNatsBroker, type NatsBrokerOptions } from '../index.js';

/** What happened to a message, one line of a log each: `+` begun, `-` done. */
export async function logHandling(file: string, { key, id }: BrokerMessage, ms: number): Promise<void> {
  appendFileSync(file, `+ ${key} ${id}\n`);
  await sleep(ms);
  appendFileSync(file, `- ${key} ${id}\n`);
}

/** A process that reads a channel in order until it is killed. */
export async function readUntilKilled(options: NatsBrokerOptions, channel: string, file: string): Promise<void> {
  const broker = await createNatsBroker({ ...options, onProblem: () => undefined });
  await broker.subscribe(channel, 'a', (message) => logHandling(file, message, Math.random() * 6), { concurrency: 4 });
  appendFileSync(file, '! reads\n');
}

/**
 * What is wrong with a log: a message that was begun before an older one of its key was done for the first time. Ids are numbers that
 * rise by one within each key, from 0.
 */
export function orderProblems(log: string): readonly string[] {
  const done = new Map<string, number>();
  const problems: string[] = [];
  for (const line of log.split('\n')) {
    const [mark, key = '', text] = line.split(' ');
    const id = Number(text);
    const next = done.get(key) ?? 0;
    if (mark === '+' && id > next) problems.push(`${key} ${id} was begun before ${key} ${next} was done`);
    if (mark === '-' && id === next) done.set(key, next + 1);
  }
  return problems;
}

/** How many messages of each key were done. */
export function doneIn(log: string): Readonly<Record<string, number>> {
  const done: Record<string, Set<string>> = {};
  for (const line of log.split('\n')) {
    const [mark, key = '', id = ''] = line.split(' ');
    if (mark !== '-') continue;
    done[key] ??= new Set();
    done[key].add(id);
  }
  return Object.fromEntries(Object.entries(done).map(([key, ids]) => [key, ids.size]));
}
