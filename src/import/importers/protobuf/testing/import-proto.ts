import { posix } from 'node:path';
import type { Diagnostic } from '../../../../diagnostics/index.js';
import { protobuf } from '../../../../generate/targets/protobuf/index.js';
import type { Catalog } from '../../../../model/index.js';
import { catalogFrom } from '../../../../testing/catalog-from.js';
import type { Draft } from '../../../draft.js';
import { layOut, printLayout } from '../../../layout.js';
import { runImport } from '../../../run-import.js';
import { protobufImporter } from '../index.js';

/** Texts by path; those whose path is not in `given` are only found by imports. */
export interface Imported {
  readonly draft: Draft;
  readonly diagnostics: readonly Diagnostic[];
  /** YAML by path. */
  readonly yaml: ReadonlyMap<string, string>;
  readonly catalog: Catalog;
  readonly lock: string;
}

/** Takes Protobuf files in as the command line does, and builds the catalog that comes of them. */
export function importProto(
  texts: Readonly<Record<string, string>>,
  { as = 'event', given = Object.keys(texts) }: { as?: 'event' | 'command'; given?: readonly string[] } = {},
): Imported {
  const { value, diagnostics } = runImport({
    files: given.map((path) => ({ path, text: texts[path] ?? '' })),
    importers: [protobufImporter],
    options: { as },
    readFile: (reference, from) => {
      const path = posix.join(posix.dirname(from), reference);
      const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
      return text === undefined ? undefined : { path, text };
    },
  });
  const yaml = printLayout(layOut(value.draft));
  const { catalog, diagnostics: problems } = catalogFrom(Object.fromEntries(yaml));
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  const lock = value.draft.files?.get('protobuf')?.get('protobuf.lock.json') ?? '';
  return { draft: value.draft, diagnostics, yaml, catalog, lock };
}

/** What the protobuf target makes of a catalog, by path. */
export function generateProto(catalog: Catalog, lock: string | undefined): ReadonlyMap<string, string> {
  const { files, diagnostics } = protobuf.generate({
    catalog,
    options: {},
    template: () => '',
    earlier: () => lock,
  });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return new Map(files.map(({ path, text }) => [path, text]));
}
