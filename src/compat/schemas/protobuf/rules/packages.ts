import type { ProtoFile } from '../proto-files.js';
import { BOTH, type Check, type Pair, type ProtobufRule, places } from './rule.js';

/** The package is part of the name of every message, and of the path of every call. */
export const PACKAGES: readonly ProtobufRule[] = [
  { id: 'FILE_SAME_PACKAGE', levels: BOTH, on: 'file', check: checkPackage },
];

function* checkPackage(pair: Pair<ProtoFile>): ReturnType<Check<ProtoFile>> {
  const { reader, writer } = pair;
  if (reader.package === writer.package) return;
  const text = (name: string) => (name === '' ? 'in no package' : `in package \`${name}\``);
  yield {
    message: `\`${reader.path}\` is ${text(reader.package)} here and ${text(writer.package)} on the writer's side, so that all its messages have other names.`,
    help: 'Keep the package, and put new major versions of it into a file of their own.',
    ...places(pair),
  };
}
