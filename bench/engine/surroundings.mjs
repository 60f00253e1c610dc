import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installPeers } from './peers/peers.mjs';
import { startPostgres } from './servers/postgres.mjs';
import { startRestate } from './servers/restate.mjs';

/**
 * What rows need around them, made when first needed. `provide` calls back with what the engine must be told and how
 * much memory its server takes; each time with an empty store.
 */
export function createSurroundings(parent) {
  const folder = mkdtempSync(join(parent, 'sagac-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const peers = once(installPeers);
  const postgres = once(() => startPostgres(folder));
  const providers = {
    nothing: (_row, use) => use({}),
    async postgres(_row, use) {
      const server = await postgres();
      return server.withDatabase((url) => use({ url }, server.memory));
    },
    async restate({ partitions }, use) {
      const server = await startRestate(join(folder, 'restate'), partitions);
      try {
        return await use({ ingress: server.ingress }, server.memory);
      } finally {
        await server.stop();
        rmSync(join(folder, 'restate'), { recursive: true, force: true });
      }
    },
  };
  return {
    folder,
    postgres,
    async provide(row, use) {
      if (row.peer) await peers();
      return providers[row.needs](row, (told, memory) =>
        inFolder(folder, (own) => use({ ...told, folder: own }, memory)),
      );
    },
    async stop() {
      if (!postgres.called()) return;
      const server = await postgres().catch(() => undefined);
      await server?.stop();
    },
  };
}

async function inFolder(parent, use) {
  const folder = mkdtempSync(join(parent, 'row-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A function that works once and then gives the same promise again; `called` says whether it ever was. */
function once(make) {
  let made;
  function get() {
    made ??= make();
    return made;
  }
  get.called = () => made !== undefined;
  return get;
}
