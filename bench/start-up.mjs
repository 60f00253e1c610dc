// Start-up and lint of a small catalog, as ratios to `node -e 0` measured in the same run: `npm run bench`.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = join(dirname(fileURLToPath(import.meta.url)), '..');
const SAGAC = join(PROJECT, 'bin', 'sagac.js');
const SHOP = join(PROJECT, 'fixtures', 'catalogs', 'shop');
const RUNS = 21;

const cases = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: 'sagac --version', args: [SAGAC, '--version'], limit: 2 },
  { name: 'sagac lint shop', args: [SAGAC, 'lint', SHOP], limitMs: 150 },
];

function milliseconds(args) {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}.`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

// Rounds in turn, so that a noisy moment of the machine falls on all of them.
const times = cases.map(() => []);
for (let round = 0; round <= RUNS; round++) {
  cases.forEach((entry, index) => {
    const time = milliseconds(entry.args);
    if (round > 0) times[index].push(time);
  });
}
const medians = times.map(median);
console.log(`Median of ${RUNS} runs, node ${process.version}`);
cases.forEach((entry, index) => {
  const ratio = medians[index] / medians[0];
  const aim = entry.limit ? `aim < ${entry.limit} x` : entry.limitMs ? `aim < ${entry.limitMs} ms` : '';
  console.log(
    `${entry.name.padEnd(18)} ${medians[index].toFixed(0).padStart(5)} ms  ${ratio.toFixed(2).padStart(5)} x  ${aim}`,
  );
});
