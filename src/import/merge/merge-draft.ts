import { applyEdits, compareText, type Diagnostic, type Outcome, type TextEdit } from '../../diagnostics/index.js';
import { addDefinition } from '../../edit/index.js';
import { nameList } from '../../model/facts/name-list.js';
import { push } from '../../model/grouped.js';
import type { Catalog, Element, ElementKind, Field, MessageDef } from '../../model/index.js';
import { compareSemVer, parseSemVer } from '../../model/semver.js';
import type { Draft, DraftField } from '../draft.js';
import { importDiagnostic } from '../messages.js';
import { printDefinitions, type Section, type Written, writtenDefinitions } from '../yaml/print-draft.js';
import { alignNames, messageOf } from './align-names.js';
import { type FieldPair, mergeDefinition } from './merge-definition.js';
import { createPlacing } from './place-new.js';

/** Texts of the files that change or are new, by path. */
export type MergedFiles = ReadonlyMap<string, string>;

/**
 * Brings a catalog up to date with a draft. Definitions that it has are changed only in what the source says; comments, order
 * and what people have added stay, and nothing is taken out: what only the catalog has is told.
 */
export function mergeDraft(catalog: Catalog, unaligned: Draft): Outcome<MergedFiles> {
  const draft = alignNames(catalog, unaligned);
  const edits = new Map<string, TextEdit[]>();
  const fresh: Written[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const definition of writtenDefinitions(draft)) {
    const element = elementOf(catalog, definition);
    if (!element) {
      fresh.push(definition);
      continue;
    }
    // How a process goes is designed in the catalog; what another tool draws of it only begins one.
    if (element.kind === 'saga' || element.kind === 'flow') continue;
    const fields = fieldPair(catalog, draft, definition);
    if (fields) diagnostics.push(...keptFields(element, fields));
    const { kept, diagnostic } = withoutOlderVersion(element, definition);
    if (diagnostic) diagnostics.push(diagnostic);
    for (const change of mergeDefinition(catalog, element, kept, fields)) {
      if (change.described) diagnostics.push(describedHere(element, change.what));
      else if (change.edits) for (const edit of change.edits) push(edits, edit.span.file, edit);
      else diagnostics.push(byHand(element, change.what));
    }
  }
  const files = new Map<string, string>();
  addNew(catalog, draft, fresh, edits, files);
  for (const [file, changes] of edits) {
    const before = catalog.texts.get(file) ?? '';
    const after = applyEdits(before, changes) + (files.get(file) ?? '');
    if (after !== before) files.set(file, after);
  }
  return { value: new Map([...files].sort(([a], [b]) => compareText(a, b))), diagnostics };
}

/** New definitions go below those of their section in the chosen file; sections that are not there yet come at its end. */
function addNew(
  catalog: Catalog,
  draft: Draft,
  fresh: readonly Written[],
  edits: Map<string, TextEdit[]>,
  files: Map<string, string>,
): void {
  const homeOf = createPlacing(catalog, draft);
  const appended = new Map<string, Written[]>();
  for (const definition of fresh) {
    const file = homeOf(definition);
    const kind = KINDS[definition.section];
    const inSection = hasSection(catalog, file, definition.section)
      ? addDefinition(catalog, file, kind, definition.name, definition.body)
      : undefined;
    if (inSection) for (const edit of inSection) push(edits, edit.span.file, edit);
    else push(appended, file, definition);
  }
  for (const [file, definitions] of appended) {
    const before = catalog.texts.get(file);
    const text = printDefinitions(definitions);
    if (before === undefined) files.set(file, text);
    else {
      const gap = before === '' ? '' : before.endsWith('\n') ? '\n' : '\n\n';
      if (edits.has(file)) files.set(file, gap + text);
      else files.set(file, before + gap + text);
    }
  }
}

const KINDS: Readonly<Record<Section, ElementKind>> = {
  services: 'service',
  types: 'type',
  channels: 'channel',
  events: 'event',
  commands: 'command',
  sagas: 'saga',
  flows: 'flow',
};

function hasSection(catalog: Catalog, file: string, section: Section): boolean {
  return [...(catalog[section] as ReadonlyMap<string, Element>).values()].some((element) => element.file === file);
}

function elementOf(catalog: Catalog, { section, name }: Written): Element | undefined {
  if (section === 'events' || section === 'commands') return messageOf(catalog, name);
  return catalog[section].get(name);
}

function fieldPair(catalog: Catalog, draft: Draft, { section, name }: Written): FieldPair | undefined {
  if (section === 'types') {
    const [mine, source] = [catalog.types.get(name), draft.types.get(name)];
    return mine?.shape === 'record' && source?.shape === 'record'
      ? { mine: mine.fields, source: source.fields }
      : undefined;
  }
  const [mine, source] = [messageOf(catalog, name), draft.messages.get(name)];
  if (!mine || source?.payload.kind !== 'fields') return undefined;
  return { mine: mine.payload.fields, source: source.payload.fields };
}

function keptFields(
  element: Element,
  { mine, source }: { mine: readonly Field[]; source: readonly DraftField[] },
): readonly Diagnostic[] {
  const named = new Set(source.map(({ name }) => name));
  const kept = mine.filter(({ name }) => !named.has(name));
  if (kept.length === 0) return [];
  const params = {
    id: element.id,
    fields: nameList(
      kept.map(({ name }) => name),
      8,
    ),
    count: kept.length,
  };
  return [importDiagnostic('import-merge-kept', kept[0]?.nameSpan, params)];
}

/** A version never goes down: the catalog is ahead of the source, then. */
function withoutOlderVersion(element: Element, definition: Written) {
  const mine = element.kind === 'event' || element.kind === 'command' ? (element as MessageDef).version : undefined;
  const { version, ...body } = definition.body;
  const [here, there] = [parseSemVer(mine ?? ''), parseSemVer(typeof version === 'string' ? version : '')];
  if (!here || !there || compareSemVer(there, here) >= 0) return { kept: definition };
  const params = { id: element.id, here: mine ?? '', there: String(version) };
  return {
    kept: { ...definition, body },
    diagnostic: importDiagnostic('import-merge-older', element.nameSpan, params),
  };
}

function describedHere({ id, nameSpan }: Element, what: string): Diagnostic {
  return importDiagnostic('import-merge-described', nameSpan, { id, what });
}

function byHand(element: Element, what: string): Diagnostic {
  return importDiagnostic('import-merge-by-hand', element.nameSpan, { id: element.id, what });
}
