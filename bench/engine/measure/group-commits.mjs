const MOST = 500;

/**
 * Gathers what was written in one turn of the event loop, or while the last commit ran, into one commit. Each write
 * resolves once its commit has returned.
 */
export function groupCommits(commit) {
  let waiting = [];
  let busy = false;
  async function drain() {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      await settle(batch, commit);
    }
    busy = false;
  }
  return function write(row) {
    return new Promise((resolve, reject) => {
      waiting.push({ row, resolve, reject });
      if (busy) return;
      busy = true;
      setImmediate(drain);
    });
  };
}

async function settle(batch, commit) {
  try {
    await commit(batch.map(({ row }) => row));
    for (const { resolve } of batch) resolve();
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}
