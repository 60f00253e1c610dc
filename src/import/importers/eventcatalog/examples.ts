import { toValue } from '../../../language/node.js';
import type { JsonValue } from '../../../model/type.js';
import type { Page } from './pages.js';
import type { Reading } from './reading.js';

/** The JSON files in the folder `examples` beside the page of a message. */
export function examplesOf(reading: Reading, page: Page): readonly JsonValue[] {
  const folder = `${page.file.path.replace(/[^/]+$/, '')}examples/`;
  const files = [...reading.files.values()].filter(({ path }) => path.startsWith(folder) && path.endsWith('.json'));
  return files.flatMap((file) => {
    reading.used.add(file.path);
    const node = reading.context.parse(file);
    const value = node && (toValue(node) as JsonValue);
    return value === undefined ? [] : [value];
  });
}
