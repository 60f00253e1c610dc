// The main job from start to end: lint a happy-path design, fix what a machine can fix, generate, run the saga,
// watch it unwind, kill it in the middle and resume. Stops at the first command that does not end as it should.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = join(dirname(fileURLToPath(import.meta.url)), '..');
const SAGAC = join(PROJECT, 'bin', 'sagac.js');
const TSC = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');
const folder = mkdtempSync(join(tmpdir(), 'sagac-demo-'));
const terminal = process.stdout.isTTY;

function say(text) {
  console.log(`\n${terminal ? '\u001b[1m' : ''}### ${text}${terminal ? '\u001b[0m' : ''}`);
}

/** Runs sagac in `cwd` and insists on how it ends: an exit code, or `killed`. */
function sagac(cwd, args, expected) {
  console.log(`\n$ sagac ${args.join(' ')}`);
  const result = spawnSync(process.execPath, [SAGAC, ...args], { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = result.signal === 'SIGKILL' ? 'killed' : result.status;
  if (ended === expected) return;
  throw new Error(`sagac ${args.join(' ')} ended with ${ended}, and ${expected} was expected.`);
}

/** Compiles the generated TypeScript under `strict`, as a service's own build would, and runs it. */
function runGenerated(shop) {
  mkdirSync(join(shop, 'node_modules'));
  symlinkSync(PROJECT, join(shop, 'node_modules', 'sagac'), 'junction');
  writeFileSync(join(shop, 'package.json'), '{ "type": "module" }\n');
  const options = ['--strict', '--module', 'nodenext', '--target', 'es2022', '--skipLibCheck', '--outDir', 'build'];
  const types = ['--types', 'node', '--typeRoots', join(PROJECT, 'node_modules', '@types')];
  node(shop, [TSC, join('generated', 'sagas', 'checkout', 'main.ts'), ...options, ...types], 'The compiler');
  console.log('\n$ tsc --strict && node build/main.js --fail CapturePayment=PaymentDeclined');
  node(shop, [join('build', 'main.js'), '--fail', 'CapturePayment=PaymentDeclined'], 'The generated orchestrator');
}

function node(cwd, args, what) {
  const { status } = spawnSync(process.execPath, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${what} ended with ${status}.`);
}

function main() {
  const happy = join(folder, 'shop-happy-path');
  const shop = join(folder, 'shop');
  cpSync(join(PROJECT, 'fixtures', 'catalogs', 'shop-happy-path'), happy, { recursive: true });
  cpSync(join(PROJECT, 'fixtures', 'catalogs', 'shop'), shop, { recursive: true });

  say('A checkout as first drawn on a whiteboard: what is missing?');
  sagac(happy, ['lint'], 1);
  say('Let sagac write what a machine can write: failure events, reasons, time limits.');
  sagac(happy, ['lint', '--fix'], 1);
  say('What is left needs a decision. This is the same shop with the decisions made.');
  sagac(shop, ['lint'], 0);
  say('Compile it.');
  rmSync(join(shop, 'generated'), { recursive: true, force: true });
  sagac(shop, ['generate'], 0);
  sagac(shop, ['generate', '--check'], 0);
  say('Run the saga with stand-ins for the five services.');
  sagac(shop, ['run', 'Checkout', '--store', 'ok.sqlite'], 0);
  say('No carrier takes the parcel: everything before it is undone, last step first.');
  sagac(shop, ['run', 'Checkout', '--store', 'fail.sqlite', '--fail', 'ScheduleShipment'], 0);
  say('Kill the process right after the card was charged, before anything of it is written down.');
  sagac(shop, ['run', 'Checkout', '--store', 'crash.sqlite', '--crash-after', 'CapturePayment'], 'killed');
  say('Resume. The payment service sees the same key again and charges nothing twice.');
  sagac(shop, ['run', 'Checkout', '--store', 'crash.sqlite', '--resume'], 0);
  say('The generated orchestrator runs by itself, too.');
  runGenerated(shop);
  say('Done: completed, unwound, crashed and resumed.');
}

try {
  main();
} catch (error) {
  console.error(`\nThe demo stopped: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
