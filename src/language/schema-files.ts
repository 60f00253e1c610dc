import { compareText, type Diagnostic, type Outcome } from '../diagnostics/index.js';
import type { Host } from '../host.js';
import type { Document, SchemaFile } from './document.js';
import { report } from './messages.js';
import { type Node, nodeAt, type ScalarNode } from './node.js';
import { leavesByLink } from './paths.js';
import { payloadForm } from './payload-forms.js';
import { readTree } from './read-tree.js';
import { nodeAtPointer, type RefParts, splitRef } from './refs.js';
import type { Shelves } from './shelves.js';

/** A reference at its place; `#/...` starts at `root`. */
interface PlacedRef {
  readonly ref: ScalarNode;
  readonly file: string;
  readonly root: Node | undefined;
}

/** A payload that is, or has in it, references to schema files. */
interface SchemaRoot {
  readonly file: string;
  readonly node: Node;
  readonly refs: readonly PlacedRef[];
}

/** Reads schema files once each, and remembers which could not be read. */
interface SchemaFiles {
  readonly files: Map<string, SchemaFile>;
  /** Files that were asked for and cannot be read. */
  readonly missing: Set<string>;
  readonly diagnostics: Diagnostic[];
  open(file: string): Promise<SchemaFile | undefined>;
}

/**
 * Reads every schema file that payloads lead to, also from file to file, and reports references that lead nowhere, out of
 * the catalog or to the network. References in a circle are fine.
 */
export async function loadSchemaFiles(
  host: Host,
  root: string,
  documents: readonly Document[],
  texts: Map<string, string>,
  shelves?: Shelves,
): Promise<Outcome<ReadonlyMap<string, SchemaFile>>> {
  const roots = documents.flatMap(schemaRoots).filter((schema) => schema.refs.length > 0);
  if (roots.length === 0) return { value: new Map(), diagnostics: [] };
  const schemas = createFiles(host, root, texts, shelves);
  const { crawlRefs } = await import('./crawl-refs.js');
  await crawlRefs(roots, {
    open: schemas.open,
    fileOf: (file, ref) => {
      const target = targetOf(host, root, file, ref);
      return target.kind === 'file' ? target.file : undefined;
    },
  });
  const topOf = (file: string) => schemas.files.get(file)?.root ?? documents.find((one) => one.file === file)?.root;
  const inFiles = [...schemas.files.values()].flatMap((file) => refsIn(file.root, file.file, file.root));
  const problems = [...roots.flatMap((schema) => schema.refs), ...inFiles].map((placed) => {
    return refProblem(host, root, schemas, placed, topOf);
  });
  const diagnostics = [...schemas.diagnostics, ...problems.filter((problem) => problem !== undefined)];
  return { value: new Map([...schemas.files].sort(([a], [b]) => compareText(a, b))), diagnostics };
}

function schemaRoots(document: Document): readonly SchemaRoot[] {
  const { file } = document;
  return ['events', 'commands'].flatMap((section) => {
    const messages = nodeAt(document.root, section);
    const entries = messages?.kind === 'map' ? messages.entries : [];
    return entries.flatMap((entry): readonly SchemaRoot[] => {
      const form = payloadForm(nodeAt(entry.value, 'payload'));
      switch (form?.kind) {
        case 'schema':
          return [{ file, node: form.node, refs: refsIn(form.node, file, form.node) }];
        case 'ref':
          return [{ file, node: refNode(form.ref), refs: [{ ref: form.ref, file, root: document.root }] }];
        case 'avro':
          return [{ file, node: refNode(form.file), refs: [{ ref: form.file, file, root: document.root }] }];
        default:
          return [];
      }
    });
  });
}

/** An Avro file is reached like any other: as if it were written `{ $ref: ./order.avsc }`. */
function refNode(ref: ScalarNode): Node {
  const key: ScalarNode = { kind: 'scalar', value: '$ref', text: '$ref', quoted: false, span: ref.span };
  return { kind: 'map', entries: [{ key, value: ref }], flow: true, span: ref.span };
}

function refsIn(node: Node, file: string, root: Node): readonly PlacedRef[] {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'list') return node.items.flatMap((item) => refsIn(item, file, root));
  return node.entries.flatMap(({ key, value }) => {
    const isRef = key.text === '$ref' && value.kind === 'scalar' && typeof value.value === 'string';
    return isRef ? [{ ref: value, file, root }] : refsIn(value, file, root);
  });
}

function createFiles(host: Host, root: string, texts: Map<string, string>, shelves: Shelves | undefined): SchemaFiles {
  const files = new Map<string, SchemaFile>();
  const missing = new Set<string>();
  const tried = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  async function open(file: string): Promise<SchemaFile | undefined> {
    if (tried.has(file)) return files.get(file);
    tried.add(file);
    const tree = await readTree(host, root, file, texts, shelves?.schemas);
    const text = texts.get(file);
    if (text === undefined) missing.add(file);
    else diagnostics.push(...tree.diagnostics);
    if (tree.value && text !== undefined) files.set(file, { file, text, root: tree.value });
    return files.get(file);
  }
  return { files, missing, diagnostics, open };
}

function targetOf(host: Host, root: string, file: string, ref: string): RefParts {
  const parts = splitRef(file, ref);
  const escapes = parts.kind === 'file' && parts.file !== file && leavesByLink(host, root, parts.file);
  return escapes ? { kind: 'outside' } : parts;
}

function refProblem(
  host: Host,
  root: string,
  schemas: SchemaFiles,
  placed: PlacedRef,
  topOf: (file: string) => Node | undefined,
): Diagnostic | undefined {
  const ref = placed.ref.text;
  const { span } = placed.ref;
  const parts = targetOf(host, root, placed.file, ref);
  if (parts.kind === 'network') return report('ref-to-network', span, { ref });
  if (parts.kind === 'outside') return report('ref-outside', span, { ref });
  const { file, pointer } = parts;
  if (schemas.missing.has(file)) return report('ref-file-missing', span, { ref, file });
  const top = ref.startsWith('#') ? placed.root : topOf(file);
  // A file with syntax errors has its own diagnostics.
  if (!top && schemas.diagnostics.some((diagnostic) => diagnostic.span?.file === file)) return undefined;
  return nodeAtPointer(top, pointer) ? undefined : report('ref-target-missing', span, { ref, file });
}
