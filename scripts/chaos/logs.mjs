import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What is counted in the lines that services write, and in the notes of `unruly-broker.mjs`. */
const COUNTED = {
  'published twice': /^\S+Z twice /,
  'handed over again': /^\S+Z again /,
  'held back': /^\S+Z held /,
  'acknowledgements lost': /^\S+Z unacknowledged /,
  'redelivered by the broker': /^\S+Z redelivered /,
  'duplicates the inbox skipped': / duplicate by /,
  'waits for what was away': / unavailable(:| by)/,
  'publishes refused': /^publish-failed:/,
  'dead letters written by consumers': / dead(:| by)/,
};

/** `{ 'published twice': 12, ... }` over the logs of some folders. */
export async function countLogs(folders) {
  const counts = Object.fromEntries(Object.keys(COUNTED).map((what) => [what, 0]));
  await eachLine(folders, (line) => {
    for (const [what, pattern] of Object.entries(COUNTED)) if (pattern.test(line)) counts[what] += 1;
  });
  return counts;
}

/**
 * Messages of which a broker said that it has them, and with which a group was never done: a sentence each. Commands that are sent
 * again after a while would hide that from the orders. `planted` was published by others.
 */
export async function lostMessages(notes, { read, prefix }, planted) {
  const published = new Map(planted.map(({ channel, message }) => [`${prefix}${channel} ${message.id}`, message.type]));
  const done = new Set();
  await eachLine([notes], (line) => {
    const [, what, channel, group, type, id] = line.split(' ');
    if (what === 'published') published.set(`${channel} ${id}`, type);
    if (what === 'done') done.add(`${channel} ${group} ${id}`);
  });
  return [...published].flatMap(([name, type]) => {
    const [channel, id] = name.split(' ');
    const groups = read.filter((one) => `${prefix}${one.name}` === channel).map(({ group }) => group);
    const missing = groups.filter((group) => !done.has(`${channel} ${prefix}${group} ${id}`));
    return missing.map((group) => `${type} ${id} was published on ${channel}, and ${group} has never done with it.`);
  });
}

/** The last lines in which any of some texts stands, with the service before them. */
export async function linesAbout(folders, texts, most) {
  const found = [];
  await eachLine(folders, (line, service) => {
    if (!texts.some((text) => line.includes(text))) return;
    found.push(`${service}: ${line}`);
    if (found.length > most) found.shift();
  });
  return found;
}

async function eachLine(folders, hear) {
  for (const folder of folders) {
    for (const file of readdirSync(folder).sort()) {
      const input = createReadStream(join(folder, file));
      const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
      for await (const line of lines) hear(line, file.replace(/\.log$/, ''));
    }
  }
}
