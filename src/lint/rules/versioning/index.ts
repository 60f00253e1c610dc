import type { Rule } from '../../rule.js';
import { consumerOnOldMajor } from './consumer-on-old-major.js';
import { deprecatedWithoutSunset } from './deprecated-without-sunset.js';
import { invalidVersion } from './invalid-version.js';
import { mixedCompatMode } from './mixed-compat-mode.js';
import { removedWithoutDeprecation } from './removed-without-deprecation.js';
import { renameWithoutAlias } from './rename-without-alias.js';
import { sunsetPassed } from './sunset-passed.js';
import { versionInName } from './version-in-name.js';
import { versionRequired } from './version-required.js';

/** The rules of the group `versioning`, sorted by id. */
export const versioning: readonly Rule[] = [
  consumerOnOldMajor,
  deprecatedWithoutSunset,
  invalidVersion,
  mixedCompatMode,
  removedWithoutDeprecation,
  renameWithoutAlias,
  sunsetPassed,
  versionInName,
  versionRequired,
];
