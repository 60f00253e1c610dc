// Time and memory of `sagac generate` (typescript, json-schema, avro) against the size of a catalog: all of it for the first time,
// with nothing changed, and with one event changed. `npm run bench:generate`; `-- --peers` takes other generators along,
// `-- --quick` leaves out 10,000 events, `-- --rounds N` is 5 by default, `-- --folder DIR` says where to write: tens of thousands of files tell more of a disk than
// of who writes them, so a folder in memory (`/dev/shm`) is used where there is one.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure } from '../compat/measure.mjs';
import { makeEvents, readEvents } from '../lint/events.mjs';
import { writeCatalog } from '../lint/write-catalog.mjs';
import { preparePeers, writePeerCatalogs } from '../peers.mjs';
import { FOLDER, PEERS } from './peers.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const SAGAC = join(HERE, '..', '..', 'bin', 'sagac.js');
const NODE = process.execPath;
const flags = process.argv.slice(2);
const SIZES = flags.includes('--quick') ? [1_000] : [1_000, 10_000];
const ROUNDS = Number(valueAfter('--rounds') ?? 5);
/** What is aimed at, in milliseconds, for the whole process on two cores; with nothing changed, half of it. */
const AIMS = { 1000: 600, 10000: 4_000 };
const TARGETS = ['typescript', 'json-schema', 'avro'];
const SETTINGS = `generate:\n${TARGETS.map((target) => `  - { target: ${target}, out: generated/${target} }\n`).join('')}`;

const folder = mkdtempSync(join(folderFor(), 'sagac-bench-generate-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const { peers, problems } = flags.includes('--peers')
  ? preparePeers(PEERS, FOLDER)
  : { peers: [], problems: ['other generators: not asked for (`-- --peers`)'] };

console.log(
  `Best and median of ${ROUNDS} rounds of the whole process, node ${process.version}, below ${dirname(folder)}`,
);
for (const size of SIZES) measureSize(size);
for (const problem of problems) console.log(`Left out: ${problem}.`);

function folderFor() {
  return valueAfter('--folder') ?? (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());
}

function valueAfter(flag) {
  const at = flags.indexOf(flag);
  return at < 0 ? undefined : flags[at + 1];
}

function measureSize(size) {
  const data = join(folder, String(size));
  mkdirSync(data);
  const catalog = join(data, 'catalog');
  writeCatalog(catalog, eventsFor(data, size));
  writeFileSync(join(catalog, 'sagac.yaml'), `${readFileSync(join(catalog, 'sagac.yaml'), 'utf8')}${SETTINGS}`);
  const peerCases = peers.map((peer) => peerCase(peer, data, size));
  const aim = AIMS[size];
  const generate = (...more) => [NODE, SAGAC, 'generate', catalog, ...more];
  measureCases(`${size} events, each in a file of its own`, [
    { name: 'node -e 0', command: [NODE, '-e', '0'] },
    { name: 'sagac lint', command: [NODE, SAGAC, 'lint', catalog, '--format', `json=${join(data, 'report.json')}`] },
    { name: 'sagac, for the first time', aim, command: generate(), prepare: () => clear(catalog) },
    { name: 'sagac, nothing changed', aim: aim / 2, command: generate() },
    { name: 'sagac, nothing changed, no cache', command: generate('--no-cache') },
    { name: 'sagac, one event changed', aim, command: generate(), prepare: () => changeOne(catalog) },
    { name: 'sagac --check', command: generate('--check') },
    ...peerCases,
  ]);
  rmSync(data, { recursive: true });
}

function eventsFor(data, size) {
  return peers.length === 0 ? makeEvents(size) : readEvents(writePeerCatalogs(data, size).v1);
}

/** Each run of a peer writes into an empty folder of its own. */
function peerCase(peer, data, size) {
  if (size > peer.most) return { name: peer.name, command: ['false'], tooBig: true };
  const out = join(data, peer.id);
  const prepare = () => {
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out);
    peer.prepare?.(data, out);
  };
  return { name: peer.name, command: peer.command(data, out), cwd: peer.cwd?.(data), env: peer.env, prepare };
}

function clear(catalog) {
  for (const name of ['generated', '.sagac/cache']) rmSync(join(catalog, name), { recursive: true, force: true });
}

/** Gives one event another length of a text, which is a change in all three outputs. */
function changeOne(catalog) {
  const [service] = readdirSync(catalog, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== 'generated' && !entry.name.startsWith('.'),
  );
  const [file] = readdirSync(join(catalog, service.name));
  const path = join(catalog, service.name, file);
  const text = readFileSync(path, 'utf8');
  const count = Number(/summary: (\d+) /.exec(text)?.[1] ?? 0) + 1;
  const changed = text.replace(/summary: (\d+ )?/, `summary: ${count} `);
  if (changed === text) throw new Error(`There is no summary to change in ${file}.`);
  writeFileSync(path, changed);
}

function measureCases(title, cases) {
  const load = loadavg()[0].toFixed(1);
  const run = cases.filter(({ tooBig }) => !tooBig);
  const figures = measure(run, ROUNDS);
  console.log(`\n${title} (load of the machine before and after: ${load}, ${loadavg()[0].toFixed(1)})`);
  for (const [index, one] of run.entries()) console.log(rowText(one, figures[index], figures[0]));
  for (const { name } of cases.filter(({ tooBig }) => tooBig)) console.log(`${name.padEnd(40)} not run: takes minutes`);
}

function rowText({ name, aim }, { ms, median, mb, problem }, first) {
  if (problem !== undefined) return `${name.padEnd(40)} left out: ${problem}`;
  const times = `${ms.toFixed(0).padStart(7)} ms ${median.toFixed(0).padStart(7)} ms`;
  const memory = mb === undefined ? '' : `${mb.toFixed(0).padStart(6)} MB`;
  const ratio = `${(ms / first.ms).toFixed(1)} x node`;
  return `${name.padEnd(40)} ${times} ${memory}  ${ratio.padEnd(14)} ${aim ? `aim < ${aim} ms` : ''}`.trimEnd();
}
