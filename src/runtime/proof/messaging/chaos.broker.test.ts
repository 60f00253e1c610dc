import { type ChildProcess, spawn } from 'node:child_process';
import { describe, it } from 'vitest';
import { type BrokerName, brokerUrl } from '../../testing/servers.js';

/** What one round is given: enough for each kind of fault that a server can have, and little enough for every run of the tests. */
interface Bounds {
  readonly seed: number;
  readonly seconds: number;
  readonly rate: number;
  /** Services of which two processes run. */
  readonly twice: string;
}

/** NATS starts in a moment, so most is done to it. */
const ROUNDS: Readonly<Record<BrokerName, Bounds>> = {
  nats: { seed: 312, seconds: 12, rate: 3, twice: 'order,payment' },
  rabbitmq: { seed: 259, seconds: 9, rate: 2, twice: 'payment' },
  kafka: { seed: 259, seconds: 9, rate: 2, twice: 'payment' },
};

/** The faults that must have been among those of a round. */
const ALWAYS = ['kill', 'pause', 'broker-kill', 'broker-cut', 'postgres-kill'];
/** Generous: a machine that is busy with other things must not make it fail. */
const PATIENCE_SECONDS = 120;
const TIMEOUT = 300_000;

const NAMES: readonly BrokerName[] = ['nats', 'rabbitmq', 'kafka'];
const GIVEN = NAMES.filter((name) => brokerUrl(name) !== undefined);

// Each waits most of its time.
describe.concurrent.each(NAMES)('the services of the shop on %s', (name) => {
  it.runIf(GIVEN.includes(name))(
    'lose nothing and do nothing twice while they, their broker and their database are killed and cut off',
    async ({ expect, onTestFinished }) => {
      const child = startChaos(name, ROUNDS[name]);
      // It takes its services and servers with it, also where the time was up.
      onTestFinished(() => void child.kill('SIGTERM'));
      const { code, output } = await endOf(child);
      console.info(output);
      expect(code, output).toBe(0);
      const faults = /^ *faults: (.*)/m.exec(output)?.[1] ?? '';
      expect(faults.split(', ').map((fault) => fault.replace(/^\d+ /, ''))).toEqual(expect.arrayContaining(ALWAYS));
    },
    TIMEOUT,
  );
});

function startChaos(broker: BrokerName, bounds: Bounds): ChildProcess {
  const flags = { broker, minutes: 0, poison: 1, settle: PATIENCE_SECONDS, ...bounds };
  const args = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, String(value)]);
  return spawn(process.execPath, ['scripts/chaos.mjs', ...args]);
}

function endOf(child: ChildProcess): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    let output = '';
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
