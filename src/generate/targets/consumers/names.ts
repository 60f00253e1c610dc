import { portableName } from '../../file-names.js';
import { safeIdentifier } from '../../reserved-words.js';
import { camelCase, pascalCase } from '../../text.js';
import { kebabCase } from '../sagas/names.js';

/** What a handler is called in the files of its service. */
export interface HandlerNames {
  /** Function and key. */
  readonly method: string;
  /** Its type, and what names derived from it begin with. */
  readonly type: string;
  /** Its file, without the extension. */
  readonly file: string;
}

/** Names of messages and flows may be longer together than what a disk takes. */
const LONGEST_FILE = 100;

/** Names that the files of handlers have of their own. */
const OWN_NAMES: ReadonlySet<string> = new Set([
  'Context',
  'HandlerContext',
  'InboxCommandContext',
  'Omit',
  'Tx',
  'handlers',
  'messages',
  'samples',
]);

/** Names of the files that a folder of handlers has of its own. */
const OWN_FILES = ['index'];

/**
 * Names for each handler of a service, by its own name. Where two would have one name, also on a disk that ignores case, the
 * later one gets an underscore.
 */
export function handlerNames(handlers: readonly string[]): ReadonlyMap<string, HandlerNames> {
  const names = new Map<string, HandlerNames>();
  const taken = new Set(OWN_FILES);
  for (const handler of handlers) {
    let suffix = '';
    while (taken.has(keyOf(handler) + suffix)) suffix += '_';
    taken.add(keyOf(handler) + suffix);
    const text = handler.replaceAll('@', 'V').replaceAll('+', ' or ').replaceAll('#', ' ');
    names.set(handler, {
      method: safeIdentifier(camelCase(text), OWN_NAMES) + suffix,
      type: safeIdentifier(pascalCase(text), OWN_NAMES) + suffix,
      file: keyOf(handler) + suffix,
    });
  }
  return names;
}

function keyOf(handler: string): string {
  const text = handler.replaceAll('@', 'V').replaceAll('+', ' or ');
  const plain = kebabCase(text).slice(0, LONGEST_FILE);
  return portableName(plain.replace(/^-+|-+$/g, '') || 'handler');
}

/** What names derived from a service begin with. */
export function serviceTypeName(service: string): string {
  return safeIdentifier(pascalCase(service));
}

/** A name for the package of a service, as npm allows it. */
export function packageName(service: string): string {
  const plain = service
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${plain === '' ? 'service' : plain}-consumers`;
}
