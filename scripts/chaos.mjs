// Load on the services of the demo while everything is killed, cut and slowed that can be; afterwards all has to add up.
// `npm run chaos -- --help` tells more.
import { parseArgs } from 'node:util';
import { SABOTAGES } from './chaos/sabotage.mjs';
import { BROKERS, checkBroker } from './demo-services/broker-names.mjs';
import { SERVICES } from './demo-services/build-services.mjs';
import { withFlags } from './with-flags.mjs';

const USAGE = `Usage: npm run chaos -- [options]

  --broker NAME     ${BROKERS.join(', ')} (default nats). Servers are started for it, and removed afterwards
  --minutes NUMBER  begins another round as long as these are not over (default 3; 0: one round)
  --seed NUMBER     of the first round; the next one has the next number (default: any)
  --seconds NUMBER  of load and faults in a round (default 45)
  --rate NUMBER     orders a second (default 3)
  --twice SERVICES  those of which two processes run (default order,payment,notification)
  --poison NUMBER   messages planted of each kind of poison (default 3)
  --settle SECONDS  that everything has to come to rest when the faults are over (default 180)
  --quiet           only the figures
  --help

A round that fails prints its seed, its plan, what is wrong, and what there is to see of it; the logs of the services stay.
Exit: 0 all rounds add up, 1 one does not, 2 usage, 130 interrupted.
`;

function readFlags() {
  const text = (value) => ({ type: 'string', default: value });
  const { values } = parseArgs({
    options: {
      broker: text('nats'),
      minutes: text('3'),
      seed: text(String(Math.floor(Math.random() * 2 ** 31))),
      seconds: text('45'),
      rate: text('3'),
      poison: text('3'),
      settle: text('180'),
      twice: text('order,payment,notification'),
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { broker, quiet, help, twice: list, ...numbers } = values;
  checkBroker(broker);
  const twice = list.split(',').filter((name) => name !== '');
  const stranger = twice.find((name) => !SERVICES.includes(name));
  if (stranger !== undefined) throw new Error(`There is no service \`${stranger}\`: take ${SERVICES.join(', ')}.`);
  const read = Object.entries(numbers).map(([flag, given]) => {
    const number = Number(given);
    if (given.trim() !== '' && Number.isFinite(number) && number >= 0) return [flag, number];
    throw new Error(`--${flag} has to be a number from 0 on, and is \`${given}\`.`);
  });
  return { broker, quiet, help, twice, sabotage: readSabotage(), ...Object.fromEntries(read) };
}

function readSabotage() {
  const name = process.env.SAGAC_CHAOS_SABOTAGE || undefined;
  if (name === undefined || SABOTAGES.includes(name)) return name;
  throw new Error(`SAGAC_CHAOS_SABOTAGE is \`${name}\`: take ${SABOTAGES.join(', ')}.`);
}

async function runRounds({ broker, minutes, seed: first, seconds, rate, poison, settle, twice, quiet, sabotage }) {
  const { runRound, tidy } = await import('./chaos/round.mjs');
  const until = Date.now() + minutes * 60_000;
  let seed = first;
  do {
    print(`chaos on ${broker}: a round with --seed ${seed}${sabotage ? `, broken by ${sabotage}` : ''}`);
    const say = quiet ? () => undefined : print;
    const options = { broker, seed, seconds, perSecond: rate, poison, settleMs: settle * 1_000, twice, sabotage, say };
    const { problems, figures, text, folders } = await runRound(options);
    for (const [what, figure] of Object.entries(figures)) print(`   ${what}: ${figure}`);
    if (problems.length > 0) {
      const load = `--seconds ${seconds} --rate ${rate} --poison ${poison} --twice ${twice}`;
      const again = `npm run chaos -- --broker ${broker} --seed ${seed} --minutes 0 ${load}`;
      print([...text, `${problems.length} things are wrong. Again: ${again}`].join('\n'));
      return false;
    }
    tidy(folders);
    print('   everything adds up');
    seed += 1;
  } while (Date.now() < until);
  return true;
}

function print(line) {
  process.stdout.write(`${line}\n`);
}

async function main(flags) {
  // Services and servers end with this process.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
  try {
    return (await runRounds(flags)) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`The round could not be carried out: ${error.stack}\n`);
    return 1;
  }
}

process.exitCode = await withFlags(USAGE, readFlags, main);
