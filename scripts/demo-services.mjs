// The checkout of the shop as real processes, one for each service, with code generated from the catalog: orders go in, and at the end
// all money and stock has to add up. `npm run demo:services -- --help` tells more.
import { parseArgs } from 'node:util';
import { BROKERS, checkBroker } from './demo-services/broker-names.mjs';
import { withFlags } from './with-flags.mjs';

const USAGE = `Usage: npm run demo:services -- [options]

  --broker NAME       ${BROKERS.join(', ')} (default memory: this process has it, the services reach it by IPC)
  --broker-url URL    where it is. Default: what SAGAC_<NAME>_URL says, else one is started and removed afterwards
  --postgres-url URL  the same for PostgreSQL and SAGAC_POSTGRES_URL
  --orders NUMBER     how many orders to place (default 20)
  --timeout SECONDS   how long they have for their end (default 120)
  --transpile         compile the services without a look at their types: needs no declarations in dist
  --keep              leave code, logs and schemas in place, and say where
  --help

Exit: 0 all adds up, 1 something does not, 2 usage, 130 interrupted.
`;

function readFlags() {
  const { values } = parseArgs({
    options: {
      broker: { type: 'string', default: 'memory' },
      'broker-url': { type: 'string' },
      'postgres-url': { type: 'string' },
      orders: { type: 'string', default: '20' },
      timeout: { type: 'string', default: '120' },
      transpile: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { broker, 'broker-url': brokerUrl, 'postgres-url': postgresUrl, ...rest } = values;
  checkBroker(broker);
  if (brokerUrl !== undefined && broker === 'memory')
    throw new Error('A broker in memory has no URL: name another --broker.');
  const orders = wholeNumber('--orders', rest.orders);
  return { ...rest, broker, brokerUrl, postgresUrl, orders, timeoutMs: wholeNumber('--timeout', rest.timeout) * 1_000 };
}

function wholeNumber(flag, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`${flag} has to be a whole number from 1 on, and is \`${text}\`.`);
  return number;
}

function stopOnSignals() {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      // The services end with this process.
      if (stopping.signal.aborted) process.exit(130);
      process.stderr.write('\nStopping the services; once more ends them at once.\n');
      stopping.abort();
    });
  }
  return stopping.signal;
}

async function main(flags) {
  const signal = stopOnSignals();
  try {
    const { runDemo } = await import('./demo-services/run-demo.mjs');
    return (await runDemo({ ...flags, signal })) ? 0 : 1;
  } catch (error) {
    if (signal.aborted) return 130;
    process.stderr.write(`\nThe demo stopped: ${error.message}\n`);
    return 1;
  }
}

process.exitCode = await withFlags(USAGE, readFlags, main);
