import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNodeHost } from '../node-host.js';
import { readForUse } from '../pipeline.js';
import { sharedFolder } from '../testing/shared.js';
import type { FailureMode, ProcessReport } from './report.js';
import { simulateCatalog } from './simulate.js';

const folder = sharedFolder('real-sagas');
const names = folder === undefined ? [] : readdirSync(folder).filter((name) => /^\d/.test(name));

interface Expected {
  readonly simulate: Readonly<
    Record<
      string,
      {
        readonly terminalStates: readonly string[];
        readonly ends?: readonly string[];
        readonly mustHold: boolean;
        readonly counterexample?: string;
      }
    >
  >;
  readonly undoOrder: Readonly<
    Record<string, readonly { readonly failAt: string; readonly by: string; readonly undo: readonly string[] }[]>
  >;
}

async function simulate(name: string): Promise<ReadonlyMap<string, ProcessReport>> {
  const read = await readForUse(createNodeHost(), join(folder ?? '', name));
  if (read.catalog === undefined) throw new Error(JSON.stringify(read.diagnostics));
  const bounds = { maxFaults: 2, maxDepth: 200, maxStates: 500_000 };
  const { value, diagnostics } = simulateCatalog(read.catalog, { bounds });
  expect(diagnostics).toEqual([]);
  return new Map(value.processes.map((process) => [process.name, process]));
}

function expectedOf(name: string): Expected {
  return JSON.parse(readFileSync(join(folder ?? '', name, 'expected.json'), 'utf8')) as Expected;
}

/** Commands by which the saga undoes, when a step fails first and nothing else does. */
function undosOf(process: ProcessReport, failAt: string, by: string): readonly string[] {
  const isIt = ({ step, direction, what, after }: FailureMode): boolean => {
    if (after !== undefined || (direction ?? 'do') !== 'do') return false;
    if (by === 'timeout') return step === failAt && (/^gives no answer$/.test(what) || /in vain$/.test(what));
    return (step === failAt && what === `answers \`${by}\``) || what === `\`${by}\` comes`;
  };
  const mode = process.modes.find(isIt);
  if (mode === undefined) throw new Error(`no mode for ${failAt} ${by}`);
  return mode.does.flatMap((act) => /^undoes by `(.*)`$/.exec(act)?.[1] ?? []);
}

describe.skipIf(folder === undefined)('sagas of real systems', () => {
  it.each(names)('%s gives what is expected of it', async (name) => {
    const processes = await simulate(name);
    const { simulate: wanted, undoOrder } = expectedOf(name);
    for (const [id, { terminalStates, ends, mustHold }] of Object.entries(wanted)) {
      const process = processes.get(id);
      expect(process?.explored).toMatchObject({ complete: true, faultsDone: 2 });
      expect([id, process?.ends]).toEqual([id, [...(ends ?? terminalStates)].sort()]);
      const violated = process?.violations.map(({ id: violation, message }) => `${violation}: ${message}`);
      if (mustHold) expect([id, violated]).toEqual([id, []]);
      else expect([id, violated?.length ?? 0]).not.toEqual([id, 0]);
    }
    for (const [id, paths] of Object.entries(undoOrder)) {
      const process = processes.get(id);
      if (process === undefined) throw new Error(`${id} was not simulated`);
      for (const { failAt, by, undo } of paths)
        expect([failAt, by, undosOf(process, failAt, by)]).toEqual([failAt, by, undo]);
    }
  });

  it('shows the driver who waits for nobody', async () => {
    const ride = (await simulate('06-ride')).get('TakeRide');
    const [first] = ride?.violations ?? [];
    expect(first).toMatchObject({ id: 'effect-without-undo', trace: { faults: 1 } });
    expect(first?.trace?.lines.map(({ text }) => text)).toEqual([
      'RideRequested',
      'AssignDriver',
      'does it',
      'DriverAssigned',
      'gets no answer',
      'unwinds, because AssignDriver got no answer',
      'publishes RideAborted',
      'TakeRide is aborted',
      'AssignDriver has had its effect, the saga is aborted, and nothing undoes it.',
    ]);
  });

  it('shows the account that stays', async () => {
    const opening = (await simulate('08-account-opening')).get('OpenAccount');
    expect(opening?.violations.map(({ id, message }) => `${id}: ${message}`)).toEqual([
      'effect-without-undo: `CreateAccount` has had its effect, the saga is aborted, and nothing undoes it.',
    ]);
  });

  it('shows the claim that nobody settles', async () => {
    const claim = (await simulate('07-insurance-claim')).get('Claim');
    const settlement = claim?.violations.find(({ message }) => message.includes('settlement'));
    expect(settlement).toMatchObject({ id: 'silent-failure', trace: { faults: 1 } });
  });
});
