import protobufjs from 'protobufjs';
import type { Diagnostic } from '../../../../diagnostics/index.js';
import type { Catalog, JsonValue } from '../../../../model/index.js';
import { protobuf } from '../index.js';
import { LOCK_NAME } from '../lock.js';

/** What the target made: files by path without the lock, which stands by itself. */
export interface MadeProto {
  readonly files: ReadonlyMap<string, string>;
  readonly lock: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs the target alone, on top of the lock of an earlier run. */
export function makeProto(
  catalog: Catalog,
  earlier?: string,
  options: Readonly<Record<string, JsonValue>> = {},
): MadeProto {
  const { files, diagnostics } = protobuf.generate({ catalog, options, template: () => '', earlier: () => earlier });
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const lock = texts.get(LOCK_NAME) ?? '';
  texts.delete(LOCK_NAME);
  return { files: texts, lock, diagnostics };
}

/** Everything that protobufjs reads in the files, with all names resolved. */
export function parsedBy(files: ReadonlyMap<string, string>): protobufjs.Root {
  const root = new protobufjs.Root();
  const ofProtobuf = new Set<string>();
  for (const [path, text] of files) {
    if (!path.endsWith('.proto')) continue;
    const { imports = [] } = protobufjs.parse(text, root, { keepCase: true });
    for (const path of imports) if (path.startsWith('google/protobuf/')) ofProtobuf.add(path);
  }
  for (const path of ofProtobuf) {
    const nested = protobufjs.common.get(path)?.nested ?? OWN[path];
    if (!nested) throw new Error(`No definition of ${path}`);
    root.addJSON(nested);
  }
  root.resolveAll();
  return root;
}

/** What protobufjs does not bring along. */
const OWN: Readonly<Record<string, { [name: string]: protobufjs.AnyNestedObject }>> = {
  'google/protobuf/descriptor.proto': {
    google: { nested: { protobuf: { nested: { FileOptions: { fields: {} }, MessageOptions: { fields: {} } } } } },
  },
  'google/protobuf/field_mask.proto': {
    google: {
      nested: {
        protobuf: { nested: { FieldMask: { fields: { paths: { rule: 'repeated', type: 'string', id: 1 } } } } },
      },
    },
  },
};
