import type { Diagnostic } from '../../diagnostics/index.js';
import type { SchemaFile } from '../../language/document.js';
import type { ScalarNode } from '../../language/node.js';
import type { Definition } from './definitions.js';

/** What was made of a definition, of what beside its own text, and what was said about it. */
interface BuiltOne {
  readonly needs: readonly unknown[];
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
}

type SchemaFiles = ReadonlyMap<string, SchemaFile>;

/**
 * Definitions that were built for other states of a catalog. One that comes from the very same nodes, and from equal things
 * beside them, is the very same object in the next state.
 */
export interface Built {
  /**
   * By the name of the definition in its tree, because several names may share a definition through a YAML alias; one for
   * each of the things beside it that it was made of.
   */
  readonly definitions: WeakMap<ScalarNode, BuiltOne[]>;
  /** The schema files of each state that differed from those before. */
  readonly schemaFiles: SchemaFiles[];
}

/** A memory of definitions for several states; give it to `buildCatalog` of each. */
export function createBuilt(): Built {
  return { definitions: new WeakMap(), schemaFiles: [] };
}

/** Makes something of a definition, or gives what was made of it before; `needs` is all that is read beside its own nodes. */
export type BuildOnce = <T>(definition: Definition, needs: readonly unknown[], make: () => T) => T;

/** Building with a memory. What is said about a definition while it is built is said again when it is taken over. */
export function createBuildOnce(built: Built | undefined, diagnostics: Diagnostic[]): BuildOnce {
  if (!built) return (_definition, _needs, make) => make();
  return <T>({ kind, key, node }: Definition, others: readonly unknown[], make: () => T): T => {
    const needs = [kind, node, ...others];
    const before = built.definitions.get(key) ?? [];
    const known = before.find((one) => isSameList(one.needs, needs));
    if (known) {
      diagnostics.push(...known.diagnostics);
      return known.value as T;
    }
    const said = diagnostics.length;
    const value = make();
    built.definitions.set(key, [...before, { needs, value, diagnostics: diagnostics.slice(said) }]);
    return value;
  };
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}

/** The schema files of an earlier state where they are the very same, so that they can be compared by identity. */
export function sameSchemaFiles(built: Built | undefined, files: SchemaFiles): SchemaFiles {
  if (!built) return files;
  const known = built.schemaFiles.find(
    (others) => others.size === files.size && [...files].every(([path, { root }]) => others.get(path)?.root === root),
  );
  if (known) return known;
  built.schemaFiles.push(files);
  return files;
}
