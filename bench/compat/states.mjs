// Catalogs and schema files in two states, as folders and as commits.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeCatalog } from '../lint/write-catalog.mjs';
import { changedEvents } from './changed-events.mjs';
import { writeSchemas } from './write-schemas.mjs';

/** What becomes of events in later states. */
export const LATER = {
  equal: (events) => events,
  '1 % changed': (events) => changedEvents(events, 100),
  'all changed': (events) => changedEvents(events, 1),
};

/** The earlier state in `before`, and each later one in a folder of its name and in a repository that has `before` committed. */
export function writeStates(folder, before, later) {
  writeCatalog(join(folder, 'before'), before);
  return Object.entries(later).map(([name, events]) => {
    writeCatalog(join(folder, name), events);
    const work = writeRepository(join(folder, `${name} in git`), before, events);
    return { name, before: join(folder, 'before'), now: join(folder, name), work };
  });
}

/** Gives the folder of the catalog in the working tree. */
function writeRepository(folder, before, now) {
  const git = (...args) => execFileSync('git', [...SETTINGS, ...args], { cwd: folder, stdio: 'ignore' });
  const catalog = join(folder, 'catalog');
  writeCatalog(catalog, before);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'before');
  // In one pack, as after a clone.
  git('gc', '--quiet');
  writeCatalog(catalog, now);
  return catalog;
}

const SETTINGS = [
  '-c',
  'user.name=bench',
  '-c',
  'user.email=bench@example.com',
  '-c',
  'maintenance.auto=0',
  '-c',
  'gc.auto=0',
];

/** Schema files of a kind in both states, all of which differ. */
export function writeSchemaStates(folder, events, kind) {
  const states = { before: events, now: LATER['all changed'](events) };
  return Object.entries(states).map(([name, list]) => {
    const path = join(folder, kind, name);
    mkdirSync(path, { recursive: true });
    writeSchemas(path, list, kind);
    return path;
  });
}
