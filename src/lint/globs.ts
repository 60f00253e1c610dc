import picomatch from 'picomatch/posix.js';
import type { GlobCompiler } from './file-groups.js';

/** Globs by picomatch. Its own module, so that it is loaded only for catalogs that have overrides. */
export const compileGlob: GlobCompiler = (pattern) => {
  if (pattern.trim() === '') return () => false;
  const matches = picomatch(pattern, { dot: true });
  // With a second argument it answers at length.
  return (path) => matches(path);
};
