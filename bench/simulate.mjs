// How long `sagac simulate` takes: sagas of 6 and 12 steps with every kind of fault, beside `node -e 0` and `sagac lint` of the
// same catalog in the same run: `npm run bench:simulate`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = join(dirname(fileURLToPath(import.meta.url)), '..');
const SAGAC = join(PROJECT, 'bin', 'sagac.js');
const SHOP = join(PROJECT, 'fixtures', 'catalogs', 'shop');
const ROUNDS = 3;

/** A checkout whose steps have each a failure event and an undo that may fail; the last one is the pivot. */
function checkout(steps) {
  const names = Array.from({ length: steps }, (_, index) => `Step${index + 1}`);
  const message = (name, more = '') =>
    `  ${name}: { version: 1.0.0, producer: shop, ${more}payload: { orderId: uuid } }`;
  const command = (name, done, failed) =>
    `  ${name}: { version: 1.0.0, handler: shop, timeout: 30s, payload: { orderId: uuid }, success: ${done}, failure: [${failed}] }`;
  return [
    'services: { shop: { owner: team, outbox: true, inbox: true } }',
    'events:',
    ...['OrderPlaced', 'OrderConfirmed', 'OrderCancelled'].map((name) => message(name)),
    ...names.flatMap((name) => [message(`${name}Done`), message(`${name}Refused`, `failureOf: ${name}Done, `)]),
    ...names.flatMap((name) => [message(`${name}Undone`), message(`${name}Kept`, `failureOf: ${name}Undone, `)]),
    'commands:',
    ...names.flatMap((name) => [
      command(`Do${name}`, `${name}Done`, `${name}Refused`),
      command(`Undo${name}`, `${name}Undone`, `${name}Kept`),
    ]),
    'sagas:',
    '  Checkout:',
    '    service: shop',
    '    start: OrderPlaced',
    '    correlation: orderId',
    '    deadline: 15m',
    '    steps:',
    ...names.map(
      (name, index) => `      - { do: Do${name}, ${index === steps - 1 ? 'pivot: true' : `undo: Undo${name}`} }`,
    ),
    '    complete: OrderConfirmed',
    '    abort: OrderCancelled',
    '    stuck: { alert: team }',
  ].join('\n');
}

const folder = mkdtempSync(join(tmpdir(), 'sagac-bench-'));
function catalogOf(steps) {
  const root = join(folder, `steps-${steps}`);
  mkdirSync(root);
  writeFileSync(join(root, 'sagac.yaml'), 'catalog: bench\n');
  writeFileSync(join(root, 'checkout.yaml'), `${checkout(steps)}\n`);
  return root;
}

const simulate = (root, ...more) => [
  SAGAC,
  'simulate',
  'Checkout',
  root,
  '--format',
  'json',
  '--max-faults',
  '3',
  ...more,
];
const cases = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: 'sagac lint shop', args: [SAGAC, 'lint', SHOP] },
  { name: 'shop, 3 faults', args: simulate(SHOP), limitMs: 3_000 },
  { name: '6 steps, 3 faults', args: simulate(catalogOf(6)), limitMs: 3_000 },
  { name: '12 steps, 3 faults', args: simulate(catalogOf(12)), limitMs: 20_000 },
];

function run(args) {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}.\n${stderr}`);
  return { ms: Number(process.hrtime.bigint() - start) / 1e6, stdout };
}

function explored(stdout) {
  if (!stdout.startsWith('{')) return undefined;
  const [process] = JSON.parse(stdout).processes;
  if (!process.explored.complete) throw new Error(`${process.name} was not explored completely`);
  return process.explored;
}

// Rounds in turn, so that a noisy moment of the machine falls on all of them.
const results = cases.map(() => []);
for (let round = 0; round < ROUNDS; round++) {
  for (const [index, { args }] of cases.entries()) results[index].push(run(args));
}
rmSync(folder, { recursive: true, force: true });

const best = results.map((times) => Math.min(...times.map(({ ms }) => ms)));
console.log(`Best of ${ROUNDS} runs of the whole process, node ${process.version}`);
cases.forEach(({ name, limitMs }, index) => {
  const found = explored(results[index][0].stdout);
  const states =
    found === undefined ? '' : `${found.states} states, ${Math.round((found.states / best[index]) * 1000)} a second`;
  const aim = limitMs === undefined ? '' : `aim < ${limitMs} ms`;
  const ms = best[index].toFixed(0).padStart(6);
  console.log(
    `${name.padEnd(20)} ${ms} ms ${(best[index] / best[0]).toFixed(1).padStart(7)} x  ${aim.padEnd(15)} ${states}`,
  );
});
