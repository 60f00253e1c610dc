import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { latencies } from './statistics.mjs';

const BLOCK = Buffer.alloc(4096, 1);

/** What one small write that is flushed to disk costs in this folder right now, in milliseconds. */
export function probeFlush(folder, seconds = 1) {
  const path = join(folder, 'probe');
  const file = openSync(path, 'w');
  const times = [];
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    const begin = performance.now();
    writeSync(file, BLOCK, 0, BLOCK.length, (times.length % 256) * BLOCK.length);
    fdatasyncSync(file);
    times.push(performance.now() - begin);
  }
  closeSync(file);
  rmSync(path);
  return latencies(times);
}
