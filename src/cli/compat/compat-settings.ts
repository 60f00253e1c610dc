import { join } from 'node:path';
import type { Host } from '../../host.js';
import { SETTINGS_FILE } from '../../language/find-catalog.js';
import { nodeAt, scalarsAt } from '../../language/node.js';
import { parseYaml } from '../../language/yaml.js';
import { readText } from '../../read-catalog.js';

/** What has to be known before anything is read: which earlier states, and how many of them. */
export interface EarlySettings {
  readonly against: readonly string[];
  readonly mode: string;
}

/** `compat.against` and `compat.mode` of a catalog's settings; what is wrong with them is told when the catalog is read. */
export function compatSettings(host: Host, root: string): EarlySettings {
  const tree = parseYaml(SETTINGS_FILE, readText(host, join(root, SETTINGS_FILE)) ?? '').value;
  const compat = nodeAt(tree, 'compat');
  const [mode] = scalarsAt(compat, 'mode');
  return { against: scalarsAt(compat, 'against').map(({ text }) => text), mode: mode?.text ?? 'backward' };
}
