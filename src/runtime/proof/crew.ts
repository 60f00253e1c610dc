import { type ChildProcess, spawn } from 'node:child_process';
import type { Random } from '../testing/random.js';
import type { ChildOptions, Delivery, FromChild, ToChild } from './protocol.js';

/** Worker processes of one store, as a broker and an assassin see them. */
export interface Crew {
  /** Starts another worker; resolves when it works, or has ended already. */
  hire(): Promise<void>;
  /** Kills one that works, without a warning; false where there is none. */
  kill(): boolean;
  /** Stops one where it stands and wakes it later; false where there is none to spare. */
  pause(ms: number): boolean;
  /** Sends something to one of them; undefined where nothing came back in time. */
  send(delivery: Delivery, timeoutMs: number): Promise<FromChild | undefined>;
  /** Wakes who sleeps, and asks all to stop. Rejects with what they said if they do not within the time. */
  dismiss(timeoutMs: number): Promise<void>;
  /** Whatever happened: nobody is left. */
  killAll(): void;
  /** Workers that ended although nobody killed them, and what they said. */
  readonly deaths: readonly string[];
}

type Standing = 'starting' | 'working' | 'paused' | 'leaving' | 'gone';

interface Member {
  readonly process: ChildProcess;
  readonly exit: Promise<void>;
  readonly ready: Promise<void>;
  /** What it owes an answer to, by id. */
  readonly asked: Map<string, (answer: FromChild | undefined) => void>;
  standing: Standing;
  said: string;
}

interface Roster {
  readonly members: Set<Member>;
  readonly deaths: string[];
}

const LONGEST_SPEECH = 2_000;

/** Makes an empty crew. `script` is the bundle of a worker process. */
export function createCrew(script: string, options: ChildOptions, random: Random): Crew {
  const roster: Roster = { members: new Set(), deaths: [] };
  const those = (...standings: readonly Standing[]): readonly Member[] =>
    [...roster.members].filter(({ standing }) => standings.includes(standing));
  return {
    deaths: roster.deaths,
    async hire() {
      const member = launch(roster, script, options);
      await Promise.race([member.ready, member.exit]);
      if (member.standing === 'starting') member.standing = 'working';
    },
    kill() {
      const working = those('working');
      if (working.length > 0) strike(roster, random.pick(working));
      return working.length > 0;
    },
    pause(ms) {
      const working = those('working');
      if (working.length < 2) return false;
      const member = random.pick(working);
      member.standing = 'paused';
      member.process.kill('SIGSTOP');
      setTimeout(() => wake(member), ms);
      return true;
    },
    send: (delivery, timeoutMs) => ask(random, those('working'), delivery, timeoutMs),
    async dismiss(timeoutMs) {
      for (const member of those('paused')) wake(member);
      await sendHome(those('working'), timeoutMs);
    },
    killAll() {
      for (const member of [...roster.members]) strike(roster, member);
    },
  };
}

function launch(roster: Roster, script: string, options: ChildOptions): Member {
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const asked: Member['asked'] = new Map();
  const ready = new Promise<void>((resolve) => {
    child.on('message', (message: FromChild) => {
      if (message.kind === 'ready') resolve();
      else asked.get(message.id)?.(message);
    });
  });
  const exit = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const member: Member = { process: child, exit, ready, asked, standing: 'starting', said: '' };
  roster.members.add(member);
  child.stderr?.on('data', (chunk: Buffer) => {
    member.said = `${member.said}${chunk}`.slice(-LONGEST_SPEECH);
  });
  // A message to one that has just been killed cannot be delivered; its exit says so.
  child.on('error', () => undefined);
  // Only then has everything been read that it said.
  child.once('close', (code, signal) => {
    if (member.standing !== 'gone' && (member.standing !== 'leaving' || code !== 0)) {
      roster.deaths.push(`a worker ended with ${signal ?? code}: ${member.said.trim()}`);
    }
    forget(roster, member);
  });
  return member;
}

function strike(roster: Roster, member: Member): void {
  forget(roster, member);
  member.process.kill('SIGKILL');
}

function forget({ members }: Roster, member: Member): void {
  member.standing = 'gone';
  members.delete(member);
  for (const answer of [...member.asked.values()]) answer(undefined);
}

function wake(member: Member): void {
  if (member.standing !== 'paused') return;
  member.standing = 'working';
  member.process.kill('SIGCONT');
}

function tell({ process: child }: Member, message: ToChild): void {
  if (child.connected) child.send(message, () => undefined);
}

async function sendHome(members: readonly Member[], timeoutMs: number): Promise<void> {
  for (const member of members) {
    member.standing = 'leaving';
    tell(member, { kind: 'stop' });
  }
  const late = new Promise<'late'>((resolve) => void setTimeout(() => resolve('late'), timeoutMs).unref());
  const gone = Promise.all(members.map(({ exit }) => exit));
  if ((await Promise.race([gone, late])) !== 'late') return;
  throw new Error(`workers did not stop within ${timeoutMs} ms: ${members.map(({ said }) => said.trim()).join('\n')}`);
}

/** Asks one of them, chosen by chance, and forgets the question when its time is up. */
function ask(
  random: Random,
  members: readonly Member[],
  delivery: Delivery,
  timeoutMs: number,
): Promise<FromChild | undefined> {
  if (members.length === 0) return Promise.resolve(undefined);
  const member = random.pick(members);
  return new Promise((resolve) => {
    const timer = setTimeout(settle, timeoutMs);
    function settle(answer?: FromChild): void {
      clearTimeout(timer);
      if (member.asked.get(delivery.id) === settle) member.asked.delete(delivery.id);
      resolve(answer);
    }
    member.asked.set(delivery.id, settle);
    tell(member, delivery);
  });
}
