// Time and memory of whole processes, several of them in turn.
import { spawnSync } from 'node:child_process';

/** GNU time tells the peak of a process; where there is none, that column stays empty. */
const HAS_TIME = spawnSync('/usr/bin/time', ['-f', '', 'true']).status === 0;

/** A process that takes longer than this is run once. */
const SLOW_MS = 10_000;

/**
 * Runs each case (`command`, and perhaps `cwd`, `env`, and `prepare`, which is called before each run) several times and gives the best and the median time in milliseconds and the
 * peak memory in MB of each. Rounds go in turn, so that a noisy moment of the machine falls on all of them. A case that cannot
 * run has only `problem`.
 */
export function measure(cases, rounds) {
  const runs = cases.map(() => []);
  for (let round = 0; round < rounds; round++) {
    cases.forEach((one, index) => {
      const [first] = runs[index];
      if (first === undefined || (first.problem === undefined && first.ms < SLOW_MS)) runs[index].push(run(one));
    });
  }
  return runs.map(summary);
}

function summary(runs) {
  if (runs[0].problem !== undefined) return runs[0];
  const times = runs.map(({ ms }) => ms).sort((a, b) => a - b);
  const memory = runs.map(({ mb }) => mb).filter((mb) => mb !== undefined);
  return {
    ms: times[0],
    median: times[Math.floor(times.length / 2)],
    ...(memory.length > 0 && { mb: Math.max(...memory) }),
  };
}

/** Findings are no failure here: status 1, and 100 of buf. */
const RAN = new Set([0, 1, 100]);

function run({ command, cwd, env, prepare }) {
  prepare?.();
  const [program, ...args] = HAS_TIME ? ['/usr/bin/time', '-f', 'PEAK %M', ...command] : command;
  const start = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, ...env },
  });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (error || !RAN.has(status)) return { problem: `${error?.message ?? stderr}`.trim().split('\n')[0] };
  const peak = /^PEAK (\d+)$/m.exec(stderr)?.[1];
  return { ms, ...(peak !== undefined && { mb: Number(peak) / 1024 }) };
}
