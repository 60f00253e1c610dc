// Small events a second on one core: our validators beside ajv at run time and other libraries, on the same events in one process;
// and the size of 1,000 validators and the time that it takes to write them. `npm run bench:validators`; `-- --peers` takes other
// libraries along.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { measure } from '../compat/measure.mjs';
import { makeEvents as makeCatalogEvents } from '../lint/events.mjs';
import { writeCatalog } from '../lint/write-catalog.mjs';
import { makeEvents, settingsText, writeSmallCatalog } from './catalog.mjs';
import { ownValidators, peerValidators } from './validators.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const SAGAC = join(HERE, '..', '..', 'bin', 'sagac.js');
const NODE = process.execPath;
const withPeers = process.argv.includes('--peers');
const EVENTS = 10_000;
const ROUNDS = 15;
const ROUND_MS = 200;
const AIM = 500_000;
const MESSAGES = 1_000;

const folder = mkdtempSync(join(tmpdir(), 'sagac-bench-validators-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

await measureSpeed();
measureGeneration();

async function measureSpeed() {
  const small = join(folder, 'small');
  writeSmallCatalog(small);
  execFileSync(NODE, [SAGAC, 'generate', small], { stdio: 'ignore' });
  const validators = [...(await ownValidators(small)), ...(withPeers ? await peerValidators() : [])];
  console.log(`Best and median of ${ROUNDS} rounds of ${ROUND_MS} ms on ${EVENTS} events, node ${process.version}`);
  for (const [title, every] of [
    ['all right', 0],
    ['one in ten wrong', 10],
  ]) {
    const events = makeEvents(EVENTS, every);
    agree(validators, events, every);
    const rates = ratesOf(validators, events);
    console.log(`\n${title} (load of the machine: ${loadavg()[0].toFixed(1)})`);
    for (const [index, { name }] of validators.entries()) console.log(rowText(name, rates[index], rates[0]));
  }
  if (!withPeers) console.log('\nLeft out: other libraries were not asked for (`-- --peers`).');
}

/** Whoever checks less is no measure. */
function agree(validators, events, every) {
  const right = every === 0 ? events.length : events.length - events.length / every;
  for (const { name, validate } of validators) {
    const count = events.filter((event) => validate(event)).length;
    if (count !== right) throw new Error(`${name} finds ${count} of ${events.length} events right, and ${right} are.`);
  }
}

/** Events a second of each, best and median. Rounds go in turn, so that a noisy moment of the machine falls on all. */
function ratesOf(validators, events) {
  const rates = validators.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, { validate }] of validators.entries()) rates[index].push(rateOf(validate, events));
  }
  return rates
    .map((list) => list.sort((a, b) => b - a))
    .map((list) => ({ best: list[0], median: list[list.length >> 1] }));
}

function rateOf(validate, events) {
  const start = performance.now();
  let count = 0;
  let right = 0;
  while (performance.now() - start < ROUND_MS) {
    for (const event of events) if (validate(event)) right += 1;
    count += events.length;
  }
  if (right === 0) throw new Error('No event was right.');
  return (count * 1000) / (performance.now() - start);
}

function rowText(name, { best, median }, ours) {
  const thousands = (rate) => `${Math.round(rate / 1000)} k/s`.padStart(11);
  const ratio = `ours ${(ours.median / median).toFixed(2)} x`;
  const wanted = best === ours.best ? `aim >= ${AIM / 1000} k/s` : '';
  return `${name.padEnd(30)}${thousands(best)}${thousands(median)}   ${ratio}  ${wanted}`.trimEnd();
}

function measureGeneration() {
  const large = join(folder, 'large');
  writeCatalog(large, makeCatalogEvents(MESSAGES));
  const settings = join(large, 'sagac.yaml');
  writeFileSync(settings, `${readFileSync(settings, 'utf8')}${settingsText([['validators', 'v']])}`);
  execFileSync(NODE, [SAGAC, 'generate', large], { stdio: 'ignore' });
  const paths = readdirSync(join(large, 'v'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.js'),
  );
  const text = paths.map((path) => readFileSync(join(large, 'v', path), 'utf8')).join('');
  const kb = (bytes) => `${(bytes / 1024).toFixed(0)} kB`;
  console.log(
    `\n${MESSAGES} messages: ${paths.length} modules, ${kb(text.length)}, ${kb(gzipSync(text).length)} gzipped`,
  );
  const cases = [
    {
      name: 'sagac generate',
      command: [NODE, SAGAC, 'generate', large],
      prepare: () => rmSync(join(large, 'v'), { recursive: true }),
    },
    { name: 'sagac lint', command: [NODE, SAGAC, 'lint', large, '--format', `json=${join(folder, 'report.json')}`] },
    { name: 'loading all of them', command: [NODE, join(large, 'v', 'index.js')] },
    { name: 'node -e 0', command: [NODE, '-e', '0'] },
  ];
  const figures = measure(cases, 5);
  for (const [index, { name }] of cases.entries()) console.log(timesText(name, figures[index]));
}

function timesText(name, { ms, median, mb, problem }) {
  if (problem !== undefined) return `${name.padEnd(30)} left out: ${problem}`;
  const memory = mb === undefined ? '' : `${mb.toFixed(0).padStart(6)} MB`;
  return `${name.padEnd(30)}${ms.toFixed(0).padStart(8)} ms${median.toFixed(0).padStart(8)} ms${memory}`;
}
