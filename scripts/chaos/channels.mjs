import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { deadLetterFacts } from '../../dist/runtime.js';

/** More letters than are ever planted in one channel. */
const LETTERS = 10_000;

/** The channels of a world, by what was generated of them: how one asks the broker about all of them. */
export function createChannels({ folder, prefix, broker: { operations } }) {
  const { topics } = parse(readFileSync(join(folder, 'shop', 'generated', 'topics', 'topics.yaml'), 'utf8'));
  const read = topics.flatMap(({ name, kind, groups = [] }) => groups.map((group) => ({ name, kind, group })));
  const dead = topics.filter(({ use }) => use === 'dead-letters');
  const bare = (name) => (name?.startsWith(prefix) ? name.slice(prefix.length) : name);

  return {
    prefix,
    /** Who reads what: `[{ name, kind, group }]`. */
    read,
    publish: (channel, message) => operations.publish(`${prefix}${channel}`, message),
    /** What groups have not dealt with: `[{ name, group, messages }]`, those with nothing left out. */
    async lag() {
      const all = await Promise.all(
        read.map(async ({ name, kind, group }) => {
          const { messages = 0 } = (await operations.lag(`${prefix}${name}`, `${prefix}${group}`, kind)) ?? {};
          return { name, group, messages };
        }),
      );
      return all.filter(({ messages }) => messages > 0);
    },
    /** `[{ channel, letter, message, group, reason, from }]` of all channels of dead letters. */
    async deadLetters() {
      const found = await Promise.all(
        dead.map(async ({ name }) => {
          const letters = await operations.deadLetters(`${prefix}${name}`, LETTERS);
          return letters.map((letter) => {
            const { group, reason = 'none given', channel } = deadLetterFacts(letter);
            return { channel: name, letter, message: letter.message, reason, group: bare(group), from: bare(channel) };
          });
        }),
      );
      return found.flat();
    },
    remove: ({ channel, letter }) => operations.removeDeadLetter(`${prefix}${channel}`, letter.position),
  };
}
