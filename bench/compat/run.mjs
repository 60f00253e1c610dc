// Time and memory of `sagac compat` against the size of a catalog: against an equal state, one in which one percent differs, and
// one in which every definition does, from folders and from git; and of pairs of schema files. `npm run bench:compat`; `-- --peers`
// takes other comparers along, `-- --quick` leaves out 10,000 events.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeEvents, readEvents } from '../lint/events.mjs';
import { preparePeers, writePeerCatalogs } from '../peers.mjs';
import { measure } from './measure.mjs';
import { FOLDER, PEERS } from './peers.mjs';
import { LATER, writeSchemaStates, writeStates } from './states.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '..', '..');
const SAGAC = join(ROOT, 'bin', 'sagac.js');
const SHOP = join(ROOT, 'fixtures', 'catalogs', 'shop');
const NODE = process.execPath;
const flags = new Set(process.argv.slice(2));
const SIZES = flags.has('--quick') ? [100, 1_000] : [100, 1_000, 10_000];
const ROUNDS = 5;
/** What is aimed at, in milliseconds, for the whole process on two cores; and memory in MB. */
const AIMS = { 1000: 600, 10000: 3_000 };
const MEMORY_AIM = 400;
/** Kinds of schema files with the rules that are asked, and the sizes of folders. */
const SCHEMAS = [
  { kind: 'avsc', rules: [], most: 10_000 },
  { kind: 'json', rules: ['--profile', 'confluent'], most: 10_000 },
  { kind: 'json', rules: ['--profile', 'sound'], most: 10_000 },
  { kind: 'proto', rules: [], most: 1_000 },
];

const folder = mkdtempSync(join(tmpdir(), 'sagac-bench-compat-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const report = join(folder, 'report.json');
const { peers, problems } = flags.has('--peers')
  ? preparePeers(PEERS, FOLDER)
  : { peers: [], problems: ['other comparers: not asked for (`-- --peers`)'] };

console.log(`Best and median of ${ROUNDS} rounds of the whole process, node ${process.version}`);
measureStart();
const measured = SIZES.map((size) => measureCatalogs(size));
console.log(`\nGrowth where all changed: ${growth(measured)}`);
for (const size of SIZES.filter((each) => each >= 1_000)) measureSchemas(size);
for (const problem of problems) console.log(`Left out: ${problem}.`);

function measureStart() {
  measureCases('a small catalog', [
    nothing(),
    { name: 'sagac lint', command: sagac('lint', SHOP) },
    { name: 'sagac compat', command: sagac('compat', SHOP, '--against', SHOP) },
  ]);
}

/** Gives what the growth is told by. */
function measureCatalogs(size) {
  const data = join(folder, String(size));
  mkdirSync(data);
  const { before, later } = eventsOf(data, size);
  const states = writeStates(data, before, later);
  const aim = AIMS[size];
  const floor = [NODE, join(HERE, 'floor.mjs')];
  const slowest = states.at(-1);
  const figures = measureCases(`${size} events, each in a file of its own`, [
    nothing(),
    { name: 'read + YAML events, all changed', command: [...floor, slowest.before, slowest.now] },
    { name: 'sagac lint', command: sagac('lint', slowest.before) },
    ...states.map((state) => ({ name: `sagac, ${state.name}`, aim, command: compat(state.now, state.before) })),
    ...states.map((state) => ({ name: `sagac, ${state.name}, git`, aim, command: compat(state.work, 'HEAD') })),
    ...peers.map((peer) => ({ ...peer, command: peer.command(data), cwd: peer.cwd?.(data) })),
  ]);
  rmSync(data, { recursive: true });
  return { size, ms: figures.get(`sagac, ${slowest.name}`).ms };
}

/** With peers, the events of their generator, of whose second state one percent differs. */
function eventsOf(data, size) {
  if (peers.length === 0) {
    const before = makeEvents(size);
    return { before, later: Object.fromEntries(Object.entries(LATER).map(([name, change]) => [name, change(before)])) };
  }
  const { v1, v2 } = writePeerCatalogs(data, size);
  const before = readEvents(v1);
  return {
    before,
    later: { equal: before, '1 % changed': readEvents(v2), 'all changed': LATER['all changed'](before) },
  };
}

function measureSchemas(size) {
  const events = makeEvents(size);
  const data = join(folder, `schemas-${size}`);
  const cases = SCHEMAS.filter(({ most }) => size <= most).map(({ kind, rules }) => {
    const [before, now] = writeSchemaStates(data, events, kind);
    return {
      name: ['sagac', `.${kind}`, rules.at(-1)].filter(Boolean).join(' '),
      command: sagac('compat', before, now, ...rules),
    };
  });
  measureCases(`${size} pairs of schema files, all changed`, [nothing(), ...cases]);
  rmSync(data, { recursive: true });
}

function nothing() {
  return { name: 'node -e 0', command: [NODE, '-e', '0'] };
}

function sagac(...args) {
  return [NODE, SAGAC, ...args, '--format', `json=${report}`];
}

function compat(now, before) {
  return sagac('compat', now, '--against', before);
}

/** Measures the cases and prints a line of each, with its ratio to the first one; gives the figures by name. */
function measureCases(title, cases) {
  const load = loadavg()[0].toFixed(1);
  const figures = measure(cases, ROUNDS);
  console.log(`\n${title} (load of the machine before and after: ${load}, ${loadavg()[0].toFixed(1)})`);
  for (const [index, one] of cases.entries()) console.log(rowText(one, figures[index], figures[0]));
  return new Map(cases.map(({ name }, index) => [name, figures[index]]));
}

function rowText({ name, aim }, { ms, median, mb, problem }, first) {
  if (problem !== undefined) return `${name.padEnd(34)} left out: ${problem}`;
  const times = `${ms.toFixed(0).padStart(7)} ms ${median.toFixed(0).padStart(7)} ms`;
  const memory = mb === undefined ? '' : `${mb.toFixed(0).padStart(6)} MB`;
  const ratio = `${(ms / first.ms).toFixed(1)} x node`;
  const wanted = aim ? `aim < ${aim} ms, < ${MEMORY_AIM} MB` : '';
  return `${name.padEnd(34)} ${times} ${memory}  ${ratio.padEnd(14)} ${wanted}`.trimEnd();
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
