/** Measures sagac's saga engine beside other engines and beside bare writes: see README.md. */
import { appendFileSync } from 'node:fs';
import { describeMachine } from './machine.mjs';
import { probeFlush } from './measure/flush-probe.mjs';
import { measure } from './measure/measure.mjs';
import { readOptions, USAGE } from './options.mjs';
import { aimsOf, summarize, tablesOf } from './report.mjs';
import { rowsOf } from './rows.mjs';
import { runScenarios } from './scenarios/index.mjs';
import { createSurroundings } from './surroundings.mjs';

const WARM_UP_SECONDS = 1;

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return process.stdout.write(USAGE);
  const surroundings = createSurroundings(options.folder);
  const record = recorder(options.json);
  try {
    announce(options, surroundings, record);
    await announcePostgres(options, surroundings, record);
    const results = await measureRows(options, surroundings, record);
    printSummary(results, record);
    await runScenarios(options, surroundings, record);
  } finally {
    await surroundings.stop();
  }
}

function announce(options, surroundings, record) {
  const machine = describeMachine();
  const flush = probeFlush(surroundings.folder);
  record({ type: 'machine', ...machine, flush });
  console.log(listing(machine));
  console.log(`one flushed write: p50 ${flush.p50.toFixed(3)} ms, p99 ${flush.p99.toFixed(3)} ms`);
  if (flush.p50 < 0.02) console.log('That is no disk: nothing below is durable. Name a folder on one with --folder.');
  console.log(`${options.rounds} rounds of ${options.seconds} s\n`);
}

/** Starts it ahead of the rows, to say what it is; where it cannot be started, each of its rows says so. */
async function announcePostgres({ wanted }, surroundings, record) {
  if (!rowsOf(wanted).some(({ needs }) => needs === 'postgres')) return;
  const server = await surroundings.postgres().catch(() => undefined);
  if (server === undefined) return;
  record({ type: 'postgres', ...server.facts });
  console.log(`PostgreSQL: ${listing(server.facts)}\n`);
  if (server.facts.fsync !== 'on') console.log('It does not flush to disk: its rows are not durable.\n');
}

function listing(facts) {
  return Object.entries(facts)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

async function measureRows(options, surroundings, record) {
  const results = rowsOf(options.wanted).map((row) => ({ row, measurements: [] }));
  for (let round = 1; round <= options.rounds; round++) {
    for (const result of results.filter(({ skipped }) => !skipped)) {
      await measureOnce(result, round, options, surroundings, record);
    }
  }
  return results;
}

async function measureOnce(result, round, options, surroundings, record) {
  const { row, measurements } = result;
  const times = { seconds: options.seconds, warmUpSeconds: Math.min(WARM_UP_SECONDS, options.seconds) };
  try {
    const measurement = await surroundings.provide(row, (told, memory) => measure(row, { ...told, ...times }, memory));
    measurements.push(measurement);
    record({ type: 'measurement', round, ...labelOf(row), ...measurement });
    progress(
      `${round} ${nameOf(row)}: ${measurement.perSecond.toFixed(0)}/s${measurement.problem ? ' NOT VERIFIED' : ''}`,
    );
  } catch (error) {
    result.skipped = error.message;
    record({ type: 'skipped', ...labelOf(row), reason: error.message });
    progress(`${round} ${nameOf(row)}: skipped`);
  }
}

function printSummary(results, record) {
  const summaries = summarize(results);
  for (const summary of summaries) record({ type: 'summary', ...summary });
  if (summaries.length > 0) console.log(tablesOf(summaries));
  const aims = aimsOf(summaries);
  if (aims.length > 0) console.log(`Aims\n${aims.join('\n')}\n`);
  for (const line of new Set(results.filter(({ skipped }) => skipped).map(skippedLine))) console.log(line);
}

function skippedLine({ row, skipped }) {
  return `skipped ${row.title}: ${skipped}`;
}

function labelOf({ name, callers, kind, workers }) {
  return { name, callers, kind, workers };
}

function nameOf({ name, callers, kind, workers }) {
  return `${name} ${kind}, ${callers} callers, ${workers} processes`;
}

function progress(text) {
  process.stderr.write(`${text}\n`);
}

function recorder(path) {
  return (line) => path && appendFileSync(path, `${JSON.stringify(line)}\n`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
