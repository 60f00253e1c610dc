import type { Catalog, MessageDef } from '../../../model/index.js';
import type { OutputFile } from '../../target.js';
import type { Template, TemplateView } from '../../template.js';
import { propertyKey } from '../../text.js';
import type { Family } from './families.js';
import { importType } from './imports.js';
import { messageFolder } from './message-file.js';
import type { NameTable } from './names.js';

/** The file that exports everything, with the maps from ids to messages. It changes only when names come or go. */
export function indexFile(
  catalog: Catalog,
  names: NameTable,
  families: readonly Family[],
  template: Template,
): OutputFile {
  const nameOf = (message: MessageDef) => names.messages.get(message.id)?.message ?? message.id;
  const fileOf = (message: MessageDef) => names.messages.get(message.id)?.file ?? message.id;
  const pathOf = (message: MessageDef) => `./${messageFolder(message)}/${fileOf(message)}.js`;
  const entryOf = (message: MessageDef) => ({ key: propertyKey(message.id), name: nameOf(message) });
  const events = [...catalog.events.values()];
  const commands = [...catalog.commands.values()];
  const messages: readonly MessageDef[] = [...events, ...commands];
  const view: TemplateView = {
    imports: messages.map((message) => importType(nameOf(message), pathOf(message))),
    exports: [
      './envelope.js',
      './scalars.js',
      ...[...names.types.values()].map(({ file }) => `./types/${file}.js`),
      ...messages.map(pathOf),
      ...families.flatMap((family) => family.slice(-1)).map((message) => `./upcasters/${fileOf(message)}.js`),
    ],
    events: events.map(entryOf),
    commands: commands.map(entryOf),
  };
  return { path: 'index.ts', text: template(view) };
}
