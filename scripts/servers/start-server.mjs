import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { makeSite, removeSite, startSite, stopSite } from './site.mjs';

const GUARD = fileURLToPath(new URL('guard.mjs', import.meta.url));

export async function startServer(name, options = {}) {
  const site = await makeSite(name, { options, say: (text) => process.stderr.write(`${name}: ${text}\n`) });
  const guard = startGuard(site);
  const start = () => startSite(site, guard.tell);
  const remove = async () => {
    await removeSite(site);
    guard.end();
  };
  await start().catch(async (error) => {
    await remove();
    throw error;
  });
  const { url, secrets } = site;
  return { url, ...(secrets && { secrets }), start, stop: (mode) => stopSite(site, mode), remove };
}

/** A process that outlives this one, however it ends, and then removes the server. */
function startGuard(site) {
  const child = spawn(process.execPath, [GUARD], { detached: true, stdio: ['pipe', 'ignore', 'inherit'] });
  child.unref();
  child.stdin.unref();
  // A guard that has been killed is not what a test is about.
  child.stdin.on('error', () => undefined);
  const tell = () => void child.stdin.write(`${JSON.stringify(site)}\n`);
  tell();
  return { tell, end: () => child.stdin.end() };
}
