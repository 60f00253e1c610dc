import { startChild } from '../measure/child.mjs';

const PROCESS = new URL('./memory-process.mjs', import.meta.url);
const CHUNKS = 10;
/** Megabytes that the heap may grow by after warming up: caches settle, but nothing is kept per instance. */
const GROWTH = 5;

/**
 * Runs very many instances through one process and looks at its memory after each tenth of them: the heap after a
 * garbage collection, and what the system says is resident.
 */
export async function measureMemory(row, instances, surroundings) {
  const samples = await surroundings.provide(row, async (told) => {
    const order = { ...told, engine: row.engine, chunks: CHUNKS, chunk: Math.ceil(instances / CHUNKS) };
    const child = startChild(PROCESS, order, ['--expose-gc']);
    const { samples } = await child.next('measured');
    await child.ended;
    return samples;
  });
  const settled = samples[1];
  const last = samples[samples.length - 1];
  const growth = last.heap - settled.heap;
  return { name: row.name, instances: last.instances, flat: growth <= GROWTH, growth, settled, last, samples };
}

export function describeMemory({ name, flat, growth, settled, last }) {
  const heap = `heap ${settled.heap.toFixed(1)} MB after ${settled.instances}, ${last.heap.toFixed(1)} MB after ${last.instances}`;
  const resident = `resident ${settled.resident.toFixed(0)} and ${last.resident.toFixed(0)} MB`;
  return `memory, ${name}: ${heap}; ${resident}; ${flat ? 'flat' : `GROWS by ${growth.toFixed(1)} MB`}`;
}
