import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in what the kernel tells of processes; the same on every Linux. */
const TICKS = 100;

/** Resident memory of a process in megabytes; undefined where the system does not tell. */
export function residentMemory(pid) {
  return readMegabytes(`/proc/${pid}/status`, /^VmRSS:\s+(\d+)/m);
}

/**
 * Memory of a process and its descendants in megabytes, what they share counted once; undefined where the system does
 * not tell. PostgreSQL has one process per connection.
 */
export function familyMemory(pid) {
  const shares = familyOf(pid).map(({ id }) => readMegabytes(`/proc/${id}/smaps_rollup`, /^Pss:\s+(\d+)/m) ?? 0);
  return shares.reduce((sum, share) => sum + share, 0) || undefined;
}

/** Processor time that a process and its descendants have used so far, in seconds. */
export function familyProcessorTime(pid) {
  return familyOf(pid).reduce((sum, { ticks }) => sum + ticks / TICKS, 0);
}

function familyOf(pid) {
  const processes = processIds().map(readProcess).filter(Boolean);
  const family = processes.filter(({ id }) => id === pid);
  // Grows while it is walked: children are found through their parents.
  for (const { id } of family) family.push(...processes.filter(({ parent }) => parent === id));
  return family;
}

function processIds() {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function readProcess(name) {
  const stat = readText(`/proc/${name}/stat`);
  if (stat === undefined) return undefined;
  // The program's name stands in brackets and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { id: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}

function readMegabytes(file, pattern) {
  const kilobytes = readText(file)?.match(pattern)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

/** Undefined where there is no such file, or the process has ended meanwhile. */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
