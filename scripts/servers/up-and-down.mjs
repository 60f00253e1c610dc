import { answers } from './answers.mjs';
import { isRunning, makeSite, removeSite, startSite } from './site.mjs';
import { alone, readState, writeState } from './state.mjs';
import { givenUrl, variableOf } from './urls.mjs';

/**
 * Makes these servers answer: those that the environment names, else those that run for this clone, else new ones.
 * Resolves to `{ urls, started, failed }`, by name: the URLs of all that answer, the names of those started now, and
 * the errors of the others, which leave nothing behind.
 */
export function up(names, say) {
  return alone(async () => {
    const servers = readState();
    const results = await Promise.allSettled(names.map((name) => makeAnswer(name, servers, say)));
    const outcome = { urls: {}, started: [], failed: {} };
    results.forEach((result, index) => {
      const name = names[index];
      if (result.status === 'rejected') outcome.failed[name] = result.reason;
      else outcome.urls[name] = result.value.url;
      if (result.value?.started) outcome.started.push(name);
    });
    return outcome;
  });
}

async function makeAnswer(name, servers, say) {
  const tell = (text) => say(`${name}: ${text}`);
  const own = servers[name];
  const given = givenUrl(name);
  if (given !== undefined && given !== own?.url) {
    if (!(await answers(name, given))) throw new Error(noAnswerFrom(name));
    tell(`${variableOf(name)} is given and answers`);
    return { url: given };
  }
  if (own !== undefined && isRunning(own) && (await answers(name, own.url))) {
    tell(`runs at ${own.url}`);
    return { url: own.url };
  }
  if (own !== undefined) await forget(name, servers);
  return { url: await startNew(name, servers, tell), started: true };
}

function noAnswerFrom(name) {
  const variable = variableOf(name);
  return `The server that ${variable} names does not answer. Start it, or \`unset ${variable}\` to have one started.`;
}

async function startNew(name, servers, tell) {
  const began = Date.now();
  const site = await makeSite(name, { say: tell });
  servers[name] = site;
  try {
    // Known before it answers, so that `down` finds it when this process is ended meanwhile.
    await startSite(site, () => writeState(servers));
  } catch (error) {
    await forget(name, servers);
    throw error;
  }
  tell(`answers at ${site.url} (${((Date.now() - began) / 1_000).toFixed(1)} s)`);
  return site.url;
}

/** Stops the servers that run for this clone and deletes their data. Resolves to the names of those that were there. */
export function down(names, say) {
  return alone(async () => {
    const servers = readState();
    const there = names.filter((name) => servers[name] !== undefined);
    await Promise.all(there.map((name) => forget(name, servers).then(() => say(`${name}: stopped`))));
    return there;
  });
}

async function forget(name, servers) {
  await removeSite(servers[name]);
  delete servers[name];
  writeState(servers);
}

/** What is known of each server: `{ name, url, given, answers, pid, folder }`; without URL where there is none. */
export function status(names) {
  const servers = readState();
  return Promise.all(
    names.map(async (name) => {
      const own = servers[name];
      const given = givenUrl(name);
      const url = given ?? own?.url;
      const answered = url !== undefined && (await answers(name, url));
      const ours = own !== undefined && url === own.url ? { pid: own.processes.server?.pid, folder: own.folder } : {};
      return { name, url, given: given !== undefined, answers: answered, ...ours };
    }),
  );
}
