import { factOf, type World } from './world.js';

/** Paths of steps whose effect stands: it has happened, and was not taken back. */
export function standingPaths(world: Pick<World, 'facts'>): readonly string[] {
  return Object.keys(world.facts).filter((path) => factOf(world, path).effects > 0 && factOf(world, path).undone === 0);
}
