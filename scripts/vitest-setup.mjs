/**
 * Bundles the current sources once before a test run, so that tests of the binary see them. Sources that do not bundle
 * are told and fail at most those tests, not all the others.
 */
import { bundle } from './build.mjs';

export async function setup() {
  try {
    await bundle();
  } catch (error) {
    console.error(`The sources do not bundle, so tests of the binary see an older one or none: ${error.message}`);
  }
}
