import { hasScheme } from '../../../compat/schemas/json-schema/addresses.js';
import {
  compareLabels,
  parseVersionLabel,
  splitVersionedName,
  type VersionLabel,
} from '../../../compat/schemas/version-labels.js';
import { type Node, nodeAt } from '../../../language/node.js';
import { textAt } from '../../../model/build/read.js';
import type { SourceFile } from '../../importer.js';
import { typeName } from '../../names.js';

/** What a file says of its schema as a whole. */
export interface SchemaFile {
  readonly file: SourceFile;
  readonly root: Node;
  /** Good for a type or a message. */
  readonly name: string;
  /** Other names, where two files have this one. */
  readonly hints: readonly string[];
  /** `com.acme/order_placed`, of a schema that names itself. */
  readonly wire?: string;
  /** The same for all versions of a schema. */
  readonly family: string;
  readonly version?: VersionLabel;
}

/** Names of files and folders that say nothing of what they hold. */
const EMPTY_NAMES = new Set([
  'schema',
  'schemas',
  'index',
  'payload',
  'jsonschema',
  'json',
  'definition',
  'stdin',
  '-',
  '',
]);

/** Finds name and version of a schema: in its `self` block, in `$id`, in the names of file and folders. */
export function describeSchema(file: SourceFile, root: Node): SchemaFile {
  return selfDescribed(file, root) ?? namedByPlace(file, root);
}

/** Iglu's `self: { vendor, name, format, version }`. */
function selfDescribed(file: SourceFile, root: Node): SchemaFile | undefined {
  const self = nodeAt(root, 'self');
  const name = textAt(self, 'name');
  if (name === undefined) return undefined;
  const vendor = textAt(self, 'vendor') ?? '';
  const wire = vendor === '' ? name : `${vendor}/${name}`;
  const version = parseVersionLabel(textAt(self, 'version') ?? '');
  const hints = [typeName(`${vendor.split('.').at(-1) ?? ''} ${name}`), typeName(`${vendor} ${name}`)];
  return { file, root, name: typeName(name), hints, wire, family: wire, ...(version && { version }) };
}

function namedByPlace(file: SourceFile, root: Node): SchemaFile {
  const place = splitPath(file.path);
  const id = splitPath(addressPath(textAt(root, '$id') ?? textAt(root, 'id') ?? ''));
  const title = textAt(root, 'title') ?? '';
  // Our own schemas of older majors are called `OrderPlaced@1`.
  const titled = /^([A-Z][A-Za-z0-9_]*)(@\d+)?$/.exec(title)?.[1];
  const [name = 'Schema', ...others] = [titled, place.name, id.name, ...(titled === undefined ? [title] : [])]
    .filter((text): text is string => text !== undefined && text !== '')
    .map(typeName);
  const version = fullest([place.version, id.version, parseVersionLabel(textAt(root, 'version') ?? '')]);
  const hints = [...others, typeName(`${place.folder} ${name}`)].filter((hint) => hint !== name);
  return { file, root, name, hints, family: `${place.stem}\n${titled ?? ''}`, ...(version && { version }) };
}

/** The first version that says more than a number, else the first. */
function fullest(versions: readonly (VersionLabel | undefined)[]): VersionLabel | undefined {
  const known = versions.filter((version) => version !== undefined);
  return known.find(({ scheme }) => scheme !== 'ordinal') ?? known[0];
}

interface PathParts {
  readonly name?: string;
  readonly folder: string;
  /** The path without the version. */
  readonly stem: string;
  readonly version?: VersionLabel;
}

/** The version may be in the name of the file, or be a folder above it; names that say nothing give way to a folder's. */
function splitPath(path: string): PathParts {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  const last = (parts.pop() ?? '').replace(/\.schema(?=\.(json|ya?ml)$)/i, '');
  const split = splitVersionedName(last);
  const names = [...parts, (split?.stem ?? withoutEnding(last)).replace(/\.schema$/i, '')];
  let version = split?.label;
  const kept: string[] = [];
  for (const part of names) {
    const label = part === names.at(-1) ? undefined : parseVersionLabel(part);
    if (label && version === undefined) version = label;
    else kept.push(part);
  }
  const telling = kept.filter((part) => !EMPTY_NAMES.has(part.toLowerCase()));
  const name = telling.at(-1);
  return {
    ...(name !== undefined && { name }),
    folder: telling.at(-2) ?? '',
    stem: kept.join('/'),
    ...(version && { version }),
  };
}

function withoutEnding(name: string): string {
  return name.replace(/\.(json|jsonschema|ya?ml)$/i, '');
}

function addressPath(address: string): string {
  const [path = ''] = address.split(/[?#]/);
  return hasScheme(path) ? path.replace(/^[a-z][a-z0-9+.-]*:(\/\/[^/]*)?/i, '').replaceAll(':', '/') : path;
}

/** Oldest first; what has no version comes first. */
export function compareVersions(one: SchemaFile, other: SchemaFile): number {
  if (!one.version || !other.version) return Number(one.version !== undefined) - Number(other.version !== undefined);
  return compareLabels(one.version, other.version);
}
