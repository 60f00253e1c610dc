// Time and memory of `sagac lint` against the size of a catalog, beside the least that must be done and beside other linters
// on the same events: `npm run bench:lint`; `-- --peers` takes the others along, `-- --quick` leaves out 10,000 events.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preparePeers, writePeerCatalogs } from '../peers.mjs';
import { makeEvents, readEvents } from './events.mjs';
import { FOLDER, PEERS } from './peers.mjs';
import { writeCatalog } from './write-catalog.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const SAGAC = join(HERE, '..', '..', 'bin', 'sagac.js');
const flags = new Set(process.argv.slice(2));
const SIZES = flags.has('--quick') ? [100, 1_000] : [100, 1_000, 10_000];
const ROUNDS = 5;
/** What is aimed at, in milliseconds, for the whole process on two cores; and memory in MB. */
const AIMS = { 1000: 400, 10000: 2_000 };
const MEMORY_AIM = 300;

/** GNU time tells the peak of a process; where there is none, that column stays empty. */
const HAS_TIME = spawnSync('/usr/bin/time', ['-f', '', 'true']).status === 0;

const folder = mkdtempSync(join(tmpdir(), 'sagac-bench-lint-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const { peers, problems } = flags.has('--peers')
  ? preparePeers(PEERS, FOLDER)
  : { peers: [], problems: ['other linters: not asked for (`-- --peers`)'] };

console.log(`Best of ${ROUNDS} rounds of the whole process, node ${process.version}; every event is a file of its own`);
const measured = SIZES.map((size) => measureSize(size));
console.log(`\nGrowth of sagac: ${growth(measured)}`);
for (const problem of problems) console.log(`Left out, ${problem}.`);

function measureSize(size) {
  const data = join(folder, String(size));
  const events = peers.length === 0 ? makeEvents(size) : readEvents(writePeerCatalogs(data, size).v1);
  const catalog = join(data, 'sagac');
  mkdirSync(data, { recursive: true });
  const { files, bytes } = writeCatalog(catalog, events);
  const report = join(folder, 'report.json');
  const node = process.execPath;
  const cases = [
    { name: 'node -e 0', command: [node, '-e', '0'] },
    { name: 'read + YAML events', command: [node, join(HERE, 'floor.mjs'), catalog] },
    { name: 'sagac lint', command: [node, SAGAC, 'lint', catalog, '--format', `json=${report}`], aim: AIMS[size] },
    ...peers.map((peer) => ({ ...peer, command: peer.command(data), cwd: peer.cwd?.(data) })),
  ];
  const rounds = cases.map(() => []);
  // Rounds in turn, so that a noisy moment of the machine falls on all of them; a slow peer runs once.
  for (let round = 0; round < ROUNDS; round++) {
    cases.forEach((one, index) => {
      if (round === 0 || rounds[index][0].ms < 5_000) rounds[index].push(run(one));
    });
  }
  const best = rounds.map((runs) => runs.reduce((a, b) => (b.ms < a.ms ? b : a)));
  console.log(`\n${size} events, ${files} files, ${(bytes / 1e6).toFixed(1)} MB`);
  for (const [index, one] of cases.entries()) console.log(rowText(one, best[index], best[2]));
  for (const line of stageLines(catalog)) console.log(`  ${line}`);
  return { size, ms: best[2].ms };
}

function rowText({ name, aim }, { ms, mb }, sagac) {
  const ratio = name === 'sagac lint' ? '' : `${(ms / sagac.ms).toFixed(2)} x sagac`;
  const wanted = aim ? `aim < ${aim} ms, < ${MEMORY_AIM} MB` : '';
  const memory = mb === undefined ? '' : `${mb.toFixed(0).padStart(6)} MB`;
  return `${name.padEnd(28)} ${ms.toFixed(0).padStart(7)} ms ${memory}  ${ratio.padEnd(16)} ${wanted}`;
}

/** Findings are no failure here; only a linter that cannot run is one. */
function run({ command, cwd }) {
  const [program, ...args] = timed(command);
  const start = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (error || status === null || status > 100) throw new Error(`${command.join(' ')}: ${error ?? stderr}`);
  const peak = /^PEAK (\d+)$/m.exec(stderr)?.[1];
  return { ms, mb: peak === undefined ? undefined : Number(peak) / 1024 };
}

function timed(command) {
  return HAS_TIME ? ['/usr/bin/time', '-f', 'PEAK %M', ...command] : command;
}

/** Share of each stage, as `sagac lint --stats` tells them. */
function stageLines(catalog) {
  const { stderr } = spawnSync(process.execPath, [SAGAC, 'lint', catalog, '--stats', '--format', 'compact'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  // Behind the stages, the rules that took longest.
  return stderr.split('\n').slice(stderr.startsWith('stage') ? 0 : 1, 14);
}

function growth(sizes) {
  return sizes
    .slice(1)
    .map((one, index) => {
      const before = sizes[index];
      return `${before.size} to ${one.size} events: ${(one.ms / before.ms).toFixed(1)} x the time`;
    })
    .join(', ');
}
