import { type Diagnostic, type Outcome, spanAt } from '../diagnostics/index.js';
import type { Node } from '../language/node.js';
import { parseYaml } from '../language/yaml.js';
import { nameList } from '../model/facts/name-list.js';
import { push } from '../model/grouped.js';
import type { Draft } from './draft.js';
import type { ImportContext, Importer, ImportOptions, SourceFile } from './importer.js';
import { liftInline } from './lift-inline.js';
import { mergeDrafts } from './merge-drafts.js';
import { importDiagnostic } from './messages.js';

export interface ImportRequest {
  readonly files: readonly SourceFile[];
  readonly importers: readonly Importer[];
  readonly options: ImportOptions;
  /** Files that were named one by one: to be in no format is an error of theirs. */
  readonly named?: ReadonlySet<string>;
  /** Id of the only importer to ask; it takes every file. */
  readonly format?: string;
  /** A file beside those given; see `ImportContext`. */
  readonly readFile: ImportContext['readFile'];
}

export interface Imported {
  readonly draft: Draft;
  /** How many files each format had, by id in the order of the importers. */
  readonly formats: ReadonlyMap<string, number>;
  /** Files of no format. */
  readonly passedBy: readonly SourceFile[];
  /** Texts of all files that diagnostics may point at. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Foreign files to definitions: each file goes to the importer of its format, and what all of them found is one draft. */
export function runImport(request: ImportRequest): Outcome<Imported> {
  const { files, importers, options, format, named } = request;
  const parser = createParser();
  const context: ImportContext = { readFile: request.readFile, parse: parser.parse, options };
  const byImporter = new Map<Importer, SourceFile[]>();
  const passedBy: SourceFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const paths = new Set(files.map(({ path }) => path));
  for (const file of files) {
    const claiming = format === undefined ? importers.find((one) => one.claims?.(file, paths)) : undefined;
    const importer = claiming ?? importerFor(file, importers, format, parser.quiet);
    if (importer) push(byImporter, importer, file);
    else {
      passedBy.push(file);
      diagnostics.push(...passedByTexts(file, named?.has(file.path) === true, importers, parser.problemsOf(file)));
    }
  }
  const drafts: Draft[] = [];
  for (const importer of importers) {
    const own = byImporter.get(importer);
    if (!own) continue;
    const read = importer.read(own, { ...context, parse: parser.parse });
    drafts.push(read.value);
    diagnostics.push(...read.diagnostics);
  }
  const merged = mergeDrafts(drafts);
  const formats = new Map(
    importers.flatMap((importer) => {
      const count = byImporter.get(importer)?.length ?? 0;
      return count === 0 ? [] : [[importer.id, count] as const];
    }),
  );
  return {
    value: { draft: liftInline(merged.value), formats, passedBy, texts: parser.texts(files) },
    diagnostics: [...parser.told(), ...diagnostics, ...merged.diagnostics],
  };
}

function importerFor(
  file: SourceFile,
  importers: readonly Importer[],
  format: string | undefined,
  parse: (file: SourceFile) => Node | undefined,
): Importer | undefined {
  if (format !== undefined) return importers.find((importer) => importer.id === format);
  const tree = parse(file);
  return importers.find((importer) => importer.accepts(file, tree));
}

/** A file that was named is expected to be read; of those in folders only what is broken is told one by one. */
function passedByTexts(
  { path, text }: SourceFile,
  isNamed: boolean,
  importers: readonly Importer[],
  problems: readonly Diagnostic[],
): readonly Diagnostic[] {
  const broken = /\.(json|avsc|jsonschema|ya?ml)$/i.test(path) || /^\s*[{[]/.test(text) ? problems[0] : undefined;
  if (broken) {
    const problem = broken.message.replace(/\.$/, '');
    const reason = `it cannot be read: ${problem}`;
    return isNamed
      ? [importDiagnostic('import-unreadable', broken.span, { file: path, problem })]
      : [importDiagnostic('import-left-out', broken.span, { what: `\`${path}\``, reason })];
  }
  if (!isNamed) return [];
  if (text.trim() === '')
    return [importDiagnostic('import-unreadable', spanAt(path, 0), { file: path, problem: 'it is empty' })];
  const help = `Known are ${nameList(importers.map(({ id }) => id))}. Where it is in one of them, say so with \`--format\`.`;
  return [importDiagnostic('import-unknown-format', spanAt(path, 0), { file: path }, { help })];
}

/** Parses each file once. What is wrong with a file is told only where an importer asks for its tree. */
function createParser() {
  const trees = new Map<string, Outcome<Node | undefined>>();
  const asked = new Set<string>();
  const known = new Map<string, string>();

  function outcome({ path, text }: SourceFile): Outcome<Node | undefined> {
    let tree = trees.get(path);
    if (!tree) {
      tree = parseYaml(path, text);
      trees.set(path, tree);
      known.set(path, text);
    }
    return tree;
  }

  return {
    quiet: (file: SourceFile) => outcome(file).value,
    parse(file: SourceFile): Node | undefined {
      const { value } = outcome(file);
      asked.add(file.path);
      return value;
    },
    problemsOf: (file: SourceFile) => outcome(file).diagnostics,
    told: () => [...asked].flatMap((path) => trees.get(path)?.diagnostics ?? []),
    texts: (files: readonly SourceFile[]) =>
      new Map([...files.map(({ path, text }) => [path, text] as const), ...known]),
  };
}
