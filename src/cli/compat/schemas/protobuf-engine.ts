import { canReadProtobuf } from '../../../compat/schemas/protobuf/can-read-protobuf.js';
import type { ProtoFiles } from '../../../compat/schemas/protobuf/proto-files.js';
import { readProtobuf } from '../../../compat/schemas/protobuf/read-protobuf.js';
import type { SchemaEngine, SchemaFiles, SchemaSource } from './engine.js';

/** Protobuf by buf's rules for the wire. The files of a folder are one schema. */
export const protobufEngine: SchemaEngine<ProtoFiles> = {
  id: 'protobuf',
  profiles: ['wire-json', 'wire'],
  together: true,
  elsewhere: /\bimport\b/,
  async read(sources, files) {
    const { files: read, problems } = await readWithImports(sources, files);
    return { problems, ...(read.files.length > 0 && { value: read }) };
  },
  canRead: (reader, writer, profile) => canReadProtobuf(reader, writer, profile === 'wire' ? 'WIRE' : 'WIRE_JSON'),
};

interface ImportedFile {
  readonly file: string;
  readonly text: string;
  /** By what other files import it. */
  readonly path: string;
}

/** Reads what is imported, too, as far as it is there; the rest is told as missing. */
async function readWithImports(sources: readonly SchemaSource[], files: SchemaFiles): ReturnType<typeof readProtobuf> {
  const all = new Map<string, ImportedFile>();
  for (const { file, text, pairName } of sources) all.set(file, { file, text, path: pairName ?? file });
  const looked = new Set<string>();
  for (;;) {
    const read = await readProtobuf([...all.values()]);
    const missing = read.files.missing.filter(({ path }) => !looked.has(path));
    if (missing.length === 0) return read;
    for (const { path, place } of missing) {
      looked.add(path);
      const found = importedFrom(place.file, path, all, files);
      if (found) all.set(found.file, found);
    }
  }
}

/** Paths of imports start from a folder that no file names: the nearest one above the importing file that has the path. */
function importedFrom(
  from: string,
  path: string,
  all: ReadonlyMap<string, ImportedFile>,
  { readFile }: SchemaFiles,
): ImportedFile | undefined {
  const folders = from.split('/').slice(0, -1);
  for (let length = folders.length; length >= 0; length -= 1) {
    const file = [...folders.slice(0, length), path].join('/');
    const text = all.get(file)?.text ?? readFile(file);
    if (text !== undefined) return { file, text, path };
  }
  return undefined;
}
