// The main job from start to end: lint a happy-path design, fix what a machine can fix, generate, run the saga,
// watch it unwind, kill it in the middle and resume. Stops at the first command that does not end as it should.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PROJECT = join(dirname(fileURLToPath(import.meta.url)), '..');
const SAGAC = join(PROJECT, 'bin', 'sagac.js');
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

/** Bundles the generated TypeScript as a service's own build would, and runs it. */
async function runGenerated(entry) {
  const outfile = join(folder, 'main.mjs');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    alias: { 'sagac/runtime': join(PROJECT, 'dist', 'runtime.js') },
    external: ['sagac/runtime/sqlite'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  console.log('\n$ node generated/sagas/checkout/main.js');
  const result = spawnSync(process.execPath, [outfile], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  if (result.status !== 0) throw new Error(`The generated orchestrator ended with ${result.status}.`);
}

async function main() {
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
  sagac(shop, ['run', 'Checkout', '--store', join(folder, 'ok.sqlite')], 0);
  say('No carrier takes the parcel: everything before it is undone, last step first.');
  sagac(shop, ['run', 'Checkout', '--store', join(folder, 'fail.sqlite'), '--fail', 'ScheduleShipment'], 0);
  say('Kill the process right after the card was charged, before anything of it is written down.');
  sagac(
    shop,
    ['run', 'Checkout', '--store', join(folder, 'crash.sqlite'), '--crash-after', 'CapturePayment'],
    'killed',
  );
  say('Resume. The payment service sees the same key again and charges nothing twice.');
  sagac(shop, ['run', 'Checkout', '--store', join(folder, 'crash.sqlite'), '--resume'], 0);
  say('The generated orchestrator runs by itself, too.');
  await runGenerated(join(shop, 'generated', 'sagas', 'checkout', 'main.ts'));
  say('Done: completed, unwound, crashed and resumed.');
}

try {
  await main();
} catch (error) {
  console.error(`\nThe demo stopped: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
