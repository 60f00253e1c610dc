/** `scripts/services`: servers for tests. Results go to the standard output, everything else to standard error. */
import { runWith } from './run-with.mjs';
import { down, status, up } from './up-and-down.mjs';
import { exportLines, NAMES, unsetLines } from './urls.mjs';

const USAGE = `Usage: scripts/services up|down|env|status [${NAMES.join('|')} ...]
       scripts/services run [${NAMES.join('|')} ...] -- <command> [argument ...]

up      makes the servers answer, and prints their URLs: eval "$(scripts/services up)"
down    stops those that \`up\` has started, and deletes their data
env     prints the URLs of those that answer
status  tells what runs where
run     runs a command with the URLs in its environment and SAGAC_REQUIRE_SERVERS=1; starts what is missing before, and
        stops it after

A server that SAGAC_<NAME>_URL names is used as it is, and never started or stopped.
`;

const say = (text) => process.stderr.write(`${text}\n`);

const commands = {
  async up(names) {
    const { urls, failed } = await up(names, say);
    process.stdout.write(exportLines(urls));
    for (const [name, error] of Object.entries(failed)) say(`${name}: ${error.message}`);
    return Object.keys(failed).length === 0 ? 0 : 1;
  },
  async down(names) {
    const stopped = await down(names, say);
    process.stdout.write(unsetLines(stopped));
    if (stopped.length === 0) say('Nothing runs.');
    return 0;
  },
  async env(names) {
    const found = await status(names);
    process.stdout.write(exportLines(Object.fromEntries(found.filter(isThere).map(({ name, url }) => [name, url]))));
    for (const { name } of found.filter((one) => !isThere(one)))
      say(`${name}: does not run (scripts/services up ${name})`);
    return 0;
  },
  async status(names) {
    for (const one of await status(names)) process.stdout.write(`${one.name.padEnd(9)} ${stateOf(one)}\n`);
    return 0;
  },
  run: (names, command) => runWith(names, command, say),
};

function isThere({ answers }) {
  return answers;
}

function stateOf({ url, given, answers, pid, folder }) {
  if (url === undefined) return 'does not run';
  const whose = pid === undefined ? 'given' : `process ${pid}, ${folder}${given ? '; given too' : ''}`;
  return `${answers ? 'answers' : 'does not answer'} at ${url} (${whose})`;
}

async function main([command, ...rest]) {
  const end = rest.indexOf('--');
  const [names, after] = end < 0 ? [rest, []] : [rest.slice(0, end), rest.slice(end + 1)];
  const unknown = names.find((name) => !NAMES.includes(name));
  const isRun = command === 'run';
  if (!Object.hasOwn(commands, command ?? '') || unknown !== undefined || isRun !== after.length > 0) {
    process.stderr.write(unknown === undefined ? USAGE : `There is no server \`${unknown}\`.\n\n${USAGE}`);
    return 2;
  }
  return commands[command](names.length > 0 ? NAMES.filter((name) => names.includes(name)) : NAMES, after);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
