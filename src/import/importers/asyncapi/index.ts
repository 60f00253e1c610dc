import { type Diagnostic, type Outcome, sortDiagnostics } from '../../../diagnostics/index.js';
import { entryOf, type Node } from '../../../language/node.js';
import type { JsonValue } from '../../../model/type.js';
import type { Draft } from '../../draft.js';
import { createDraftBuilder } from '../../draft-builder.js';
import type { ImportContext, Importer, SourceFile } from '../../importer.js';
import { importDiagnostic } from '../../messages.js';
import { type Collection, createCollection } from './collect.js';
import { applyDocument } from './document.js';
import { type Located, textIn } from './located.js';
import type { Refusal } from './model.js';
import { ownMap } from './own.js';
import { ownMessage } from './own-messages.js';
import { refusalsOf } from './shape.js';

/** AsyncAPI documents, version 2.0 to 3.1: channels, messages, who sends and receives them, and the types in them. */
export const asyncApiImporter: Importer = {
  id: 'asyncapi',
  summary: 'AsyncAPI 2.0 to 3.1: operations become producers, consumers and handlers, replies become outcomes',
  accepts: (_file, tree) => entryOf(tree, 'asyncapi') !== undefined,
  read,
};

function read(files: readonly SourceFile[], context: ImportContext): Outcome<Draft> {
  const builder = createDraftBuilder();
  const collection = createCollection();
  const sagas = new Map<string, JsonValue>();
  const flows = new Map<string, JsonValue>();
  for (const file of files) {
    const node = context.parse(file);
    if (!node) continue;
    const root: Located = { node, root: node, file: file.path };
    const refused = refusals(context, root);
    for (const refusal of refused) builder.report(diagnosticOf(file, refusal));
    if (refused.length > 0) continue;
    applyDocument({ context, builder, root, told: new Set() }, collection, versionOf(root));
    takeAll(sagas, ownMap(root, 'x-sagac-sagas'));
    takeAll(flows, ownMap(root, 'x-sagac-flows'));
  }
  finishMessages(builder, collection, context);
  const { value, diagnostics } = builder.finish();
  const whole = { ...value, ...(sagas.size > 0 && { sagas }), ...(flows.size > 0 && { flows }) };
  return { value: whole, diagnostics: sortDiagnostics(diagnostics) };
}

function finishMessages(
  builder: ReturnType<typeof createDraftBuilder>,
  collection: Collection,
  { options }: ImportContext,
): void {
  for (const [{ content }, id] of collection.finish(builder, options.as)) {
    const { own } = content;
    if (own) builder.updateMessage(id, (draft) => ownMessage(draft, own));
  }
}

function takeAll(all: Map<string, JsonValue>, found: { readonly [key: string]: JsonValue } | undefined): void {
  for (const [name, definition] of Object.entries(found ?? {})) if (!all.has(name)) all.set(name, definition);
}

const READ = /^(?:2\.[0-6]|3\.[01])\.\d+/;

/** 2 or 3 of a document that `refusals` has let pass. */
function versionOf(root: Located): 2 | 3 {
  return textIn(root, 'asyncapi')?.startsWith('2') ? 2 : 3;
}

function refusals(context: ImportContext, root: Located): readonly Refusal[] {
  const version = textIn(root, 'asyncapi') ?? '';
  if (READ.test(version)) return refusalsOf(context, root, versionOf(root));
  const written: Node = entryOf(root.node, 'asyncapi')?.value ?? root.node;
  const isOld = /^1\./.test(version);
  return [
    {
      problem:
        version === ''
          ? 'it does not say its version as `asyncapi: 3.0.0`'
          : `AsyncAPI \`${version}\` is not read; 2.0 to 2.6, 3.0 and 3.1 are`,
      place: { ...root, node: written },
      ...(isOld && { help: 'Bring it to a newer version with the converter of AsyncAPI first.' }),
    },
  ];
}

function diagnosticOf(file: SourceFile, { problem, place, help }: Refusal): Diagnostic {
  const params = { file: file.path, problem };
  return importDiagnostic('import-unreadable', place.node.span, params, help === undefined ? {} : { help });
}
