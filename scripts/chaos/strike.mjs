import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Carries out a plan. Resolves when every strike is over and all that was struck is back, with how often what was done, by kind.
 * Rejects where something does not come back.
 */
export async function carryOut({ plan, site, services, say }) {
  const began = Date.now();
  const counts = {};
  const returning = [];
  const lanes = [plan.filter(({ target }) => target !== undefined), plan.filter(({ target }) => target === undefined)];
  await Promise.all(
    lanes.map(async (strikes) => {
      for (const strike of strikes) {
        await sleep(Math.max(0, began + strike.atMs - Date.now()));
        counts[strike.kind] = (counts[strike.kind] ?? 0) + 1;
        say(`${((Date.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${strike.kind} ${strike.target ?? ''}`);
        await (strike.target === undefined
          ? strikeServer(site, strike)
          : strikeService(services.get(strike.target), strike, returning));
      }
    }),
  );
  await Promise.all(returning);
  return counts;
}

async function strikeService(service, { kind, forMs }, returning) {
  if (kind === 'pause') {
    service.signal('SIGSTOP');
    await sleep(forMs).finally(() => service.signal('SIGCONT'));
    return;
  }
  await service.kill(kind === 'kill' ? 'SIGKILL' : 'SIGTERM');
  await sleep(forMs);
  // It may take until its broker and database are back; meanwhile others are struck.
  const back = service.start({ isPatient: true });
  back.catch(() => undefined);
  returning.push(back);
}

async function strikeServer(site, { kind, forMs, delayMs }) {
  const [name, how] = kind.split('-');
  const { server, proxy } = site[name];
  if (how === 'kill' || how === 'stop') {
    await server.stop(how);
    await sleep(forMs);
    await server.start();
    return;
  }
  if (how === 'cut') await proxy.cut();
  else if (how === 'freeze') proxy.freeze();
  else proxy.slow(delayMs);
  await sleep(forMs);
  if (how === 'slow') proxy.slow(0);
  else await proxy.restore();
}
