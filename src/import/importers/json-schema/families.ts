import { isRelease } from '../../../compat/schemas/version-labels.js';
import { push } from '../../../model/grouped.js';
import { compareVersions, type SchemaFile } from './describe-schema.js';

/** The versions of one schema, as a catalog keeps them. */
export interface SchemaFamily {
  readonly newest: SchemaFile;
  /** The newest of each older major that a catalog can keep beside the newest, oldest first. */
  readonly olderMajors: readonly { readonly major: number; readonly schema: SchemaFile }[];
  /** What a catalog has no place for: there is one version of each major in it. */
  readonly left: readonly SchemaFile[];
}

/** Files that are versions of one schema, in the order of their first file. */
export function schemaFamilies(schemas: readonly SchemaFile[]): readonly SchemaFamily[] {
  const families = new Map<string, SchemaFile[]>();
  for (const schema of schemas) {
    // Without a version nothing says that two files are one schema.
    push(families, schema.version ? schema.family : `${schema.family}\n${schema.file.path}`, schema);
  }
  return [...families.values()].map(familyOf);
}

function familyOf(versions: readonly SchemaFile[]): SchemaFamily {
  const sorted = [...versions].sort(compareVersions);
  const newest = newestOf(sorted);
  const majors = new Map<number, SchemaFile[]>();
  for (const schema of sorted) push(majors, majorOf(schema), schema);
  const olderMajors = [...majors]
    .filter(([major]) => major >= 1 && major <= 9999 && major < majorOf(newest))
    .map(([major, schemas]) => ({ major, schema: newestOf(schemas) }));
  const kept = new Set([newest, ...olderMajors.map(({ schema }) => schema)]);
  return { newest, olderMajors, left: sorted.filter((schema) => !kept.has(schema)) };
}

/** The last release, or the last of all where none is one. */
function newestOf(sorted: readonly SchemaFile[]): SchemaFile {
  const release = sorted.findLast(({ version }) => version !== undefined && isRelease(version));
  return release ?? (sorted.at(-1) as SchemaFile);
}

function majorOf({ version }: SchemaFile): number {
  return version?.order.major ?? 0;
}
