import type { FlowWorld } from './world.js';

/**
 * The events that can come last in a story, sorted: those after which nothing followed, unless the outside went on after
 * them. What happens side by side may end in any order.
 */
export function lastEvents({ story }: FlowWorld): readonly string[] {
  const followed = new Set(story.flatMap(({ causes }) => causes));
  const last = Math.max(-1, ...story.map(({ turn }) => turn));
  const ends = story.filter(({ turn, late }, index) => !followed.has(index) && (late || turn === last));
  return [...new Set(ends.map(({ event }) => event))].sort();
}
