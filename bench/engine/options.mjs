import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { contestants } from './rows.mjs';

export const USAGE = `node bench/engine/run.mjs [options]

  --quick            one short round, to see that everything works
  --only a,b         only these: ${[...contestants.map(({ name }) => name), 'memory', 'sleepers'].join(', ')}
  --rounds n         how often each row is measured (3)
  --seconds n        how long one measurement takes (6)
  --instances n      length of the memory run (100000)
  --sleepers n       instances that sleep (1000000)
  --folder path      where the data goes; it should be on a real disk (the system's temporary folder)
  --json path        also append every figure to this file, as JSON lines
`;

const FULL = { rounds: 3, seconds: 6, instances: 100_000, sleepers: 1_000_000 };
const QUICK = { rounds: 1, seconds: 2, instances: 20_000, sleepers: 50_000 };

/** Reads the command line; throws with a sentence where it makes no sense. */
export function readOptions(args) {
  const number = { type: 'string' };
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean' },
      quick: { type: 'boolean' },
      only: { type: 'string' },
      json: { type: 'string' },
      folder: { type: 'string' },
      rounds: number,
      seconds: number,
      instances: number,
      sleepers: number,
    },
  });
  const options = { ...values, ...(values.quick ? QUICK : FULL), folder: values.folder ?? tmpdir() };
  for (const name of Object.keys(FULL)) if (values[name] !== undefined) options[name] = positive(name, values[name]);
  return { ...options, wanted: selection(values.only) };
}

function positive(name, text) {
  const value = Number(text);
  if (value > 0) return value;
  throw new Error(`--${name} takes a number above 0, not ${text}`);
}

function selection(only) {
  if (only === undefined) return () => true;
  const names = only.split(',');
  const known = [...contestants.map(({ name }) => name), 'memory', 'sleepers'];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown) throw new Error(`--only does not know ${unknown}; it knows ${known.join(', ')}`);
  return (name) => names.includes(name);
}
