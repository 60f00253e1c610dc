import { $RefParser } from '@apidevtools/json-schema-ref-parser';
import type { SchemaFile } from './document.js';
import type { Node } from './node.js';

/** Any scheme of our own will do: it keeps the library from taking a path for a file or a web address. */
const BASE = 'catalog://files/';

/** A schema and the file it stands in. */
export interface SchemaStart {
  readonly file: string;
  readonly node: Node;
}

/** What following references takes. */
export interface SchemaFollower {
  /** The file of the catalog that a reference of `file` leads to; undefined where it must not be followed. */
  fileOf(file: string, ref: string): string | undefined;
  open(file: string): Promise<SchemaFile | undefined>;
}

/** Follows the `$ref`s of schemas from file to file, so that every file they lead to has been opened. */
export async function crawlRefs(starts: readonly SchemaStart[], follower: SchemaFollower): Promise<void> {
  const read = async (url: string) => {
    const file = decodeURIComponent(url.slice(BASE.length));
    const opened = await follower.open(file);
    return opened ? plainSchema(opened.root, file, follower) : {};
  };
  const root = { all: starts.map((start) => plainSchema(start.node, start.file, follower)) };
  await new $RefParser().resolve(BASE, root, {
    resolve: {
      file: false,
      http: false,
      catalog: { order: 1, canRead: true, read: (target: { url: string }) => read(target.url) },
    },
    parse: {
      json: false,
      yaml: false,
      text: false,
      binary: false,
      catalog: { order: 1, allowEmpty: true, canParse: true, parse: (target: { data: unknown }) => target.data },
    },
  });
}

/** The value of a schema with each reference to a file as an address, and without keys that would move their base. */
function plainSchema(node: Node, file: string, follower: SchemaFollower): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map((item) => plainSchema(item, file, follower));
  const value: Record<string, unknown> = {};
  for (const { key, value: child } of node.entries) {
    if (key.text === '$ref' && child.kind === 'scalar') {
      const target = follower.fileOf(file, child.text);
      if (target !== undefined && target !== file) value['$ref'] = addressOf(target);
    } else if (key.text !== '$id' && key.text !== '__proto__') {
      value[key.text] = plainSchema(child, file, follower);
    }
  }
  return value;
}

function addressOf(file: string): string {
  return BASE + file.split('/').map(encodeURIComponent).join('/');
}
