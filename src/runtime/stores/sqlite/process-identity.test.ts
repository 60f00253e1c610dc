import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { isCertainlyDead, ownIdentity } from './process-identity.js';

/** Above the highest pid that Linux gives. */
const NO_PID = 2 ** 22 + 1;

describe('isCertainlyDead', () => {
  const own = ownIdentity();

  it('is false for a process that lives', () => {
    expect(isCertainlyDead(own, own)).toBe(false);
    expect(isCertainlyDead({ ...own, pid: process.ppid, started: '' }, own)).toBe(false);
  });

  it('is true for one whose pid nobody has', () => {
    expect(isCertainlyDead({ ...own, pid: NO_PID }, own)).toBe(true);
  });

  it.runIf(own.started !== '')('is true for one whose pid another has now, be it this one', () => {
    expect(isCertainlyDead({ ...own, started: '1' }, own)).toBe(true);
    expect(isCertainlyDead({ ...own, started: '1', pid: process.ppid }, own)).toBe(true);
  });

  it('is false for one of another host or container, whatever its pid', () => {
    expect(isCertainlyDead({ ...own, pid: NO_PID, place: 'elsewhere' }, own)).toBe(false);
  });
});

describe('ownIdentity', () => {
  it('is the same in a thread', async () => {
    const code = `const fs = require('node:fs');
      const text = fs.existsSync('/proc/self/stat') ? fs.readFileSync('/proc/' + process.pid + '/stat', 'utf8') : '';
      require('node:worker_threads').parentPort.postMessage(text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '')`;
    const started = await new Promise((resolve) => new Worker(code, { eval: true }).once('message', resolve));
    expect(started).toBe(ownIdentity().started);
  });
});
