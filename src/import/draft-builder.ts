import { compareText, type Diagnostic, type Outcome, type Span } from '../diagnostics/index.js';
import type { Draft, DraftChannel, DraftMessage, DraftService, DraftTypeDef } from './draft.js';
import { createFoldedNames, type FoldedNames } from './folded-names.js';
import { createKeywordCounts } from './keyword-counts.js';
import { importDiagnostic } from './messages.js';
import { channelName, messageName, serviceName, typeName } from './names.js';
import { renameTypes } from './rename-types.js';
import { createTypeNames, isEqual } from './type-names.js';

/** Where a definition comes from, and what else it may be called. */
export interface NameOptions {
  /** Better names than one with a number, where the preferred one is taken: `OrderAddress` for `Address`. */
  readonly hints?: readonly string[];
  /** What the type is where its place does not matter (`Address`): equal types of several messages get this name. */
  readonly short?: string | undefined;
  /** Where it stands in the source, for what is told of its name. */
  readonly span?: Span | undefined;
}

/** A type that is named before it is known, so that it can contain itself. */
export interface TypeSlot {
  /** Good for references until the draft is finished. */
  readonly name: string;
  define(definition: DraftTypeDef): void;
}

/** Collects what importers find, and settles names. One builder is one draft. */
export interface DraftBuilder {
  /**
   * Adds a type and returns its name. An equal definition with the same preferred name is the same type; a different one
   * gets the first of `hints` that is free, else a number. Any text is taken as a name.
   */
  type(preferred: string, definition: DraftTypeDef, options?: NameOptions): string;
  /** Takes a name for a type that is defined later. */
  typeSlot(preferred: string, options?: NameOptions): TypeSlot;
  /** The definition so far of a type of this draft. */
  typeNamed(name: string): DraftTypeDef | undefined;
  /**
   * Adds a message and returns its id. Where the text is no name, it is kept as `wire`. A `major` makes it an older one
   * (`Name@1`). Equal messages are one.
   */
  message(preferred: string, definition: DraftMessage, options?: NameOptions & { readonly major?: number }): string;
  messageNamed(id: string): DraftMessage | undefined;
  /** Changes a message that is there: another document may know its consumers. */
  updateMessage(id: string, change: (message: DraftMessage) => DraftMessage): void;
  /** Adds a service, or what was not known of it yet, and returns its name. */
  service(text: string, definition?: DraftService): string;
  /** Adds a channel, or what was not known of it yet, and returns its name. */
  channel(address: string, definition?: DraftChannel, options?: NameOptions): string;
  report(diagnostic: Diagnostic): void;
  /** Tells that something is kept as a raw schema. `what` begins the sentence (`The field \`a\``), `reason` ends it without a full stop. */
  keptRaw(what: string, reason: string, span: Span | undefined): void;
  /** Tells that something has no place in a catalog. */
  leftOut(what: string, reason: string, span: Span | undefined): void;
  /** Counts a keyword of the source that has no place in a catalog; each is told once a file. */
  leftOutKeyword(keyword: string, span: Span | undefined): void;
  /** Tells that a value without a type was taken for one (`object`) by what its schema says. */
  assumed(what: string, type: string, span: Span | undefined): void;
  /** The draft in a stable order, and all that was told. */
  finish(): Outcome<Draft>;
}

/** An empty draft to add to. */
export function createDraftBuilder(): DraftBuilder {
  const types = createTypeNames();
  const messages = new Map<string, DraftMessage>();
  const services = new Map<string, DraftService>();
  const channels = new Map<string, DraftChannel>();
  const [messageIds, serviceNames, channelNames] = [createFoldedNames(), createFoldedNames(), createFoldedNames()];
  const channelOf = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const keywords = createKeywordCounts();
  const told = new Set<string>();

  /** What is read for two definitions (a record, and the type of it that it contains) is told once. */
  function report(diagnostic: Diagnostic): void {
    const { code, message, span } = diagnostic;
    const key = `${code} ${span?.file} ${span?.start} ${message}`;
    if (span === undefined || !told.has(key)) diagnostics.push(diagnostic);
    told.add(key);
  }

  function tellRenamed(from: string, to: string, reason: string, span: Span | undefined): void {
    report(importDiagnostic('import-renamed', span, { from, to, reason }));
  }

  function addType(preferred: string, definition: DraftTypeDef, options: NameOptions = {}): string {
    const { name, numbered } = types.add(preferred, definition, options);
    if (numbered) tellRenamed(typeName(preferred), name, 'another type has that name', options.span);
    return name;
  }

  function addMessage(
    preferred: string,
    definition: DraftMessage,
    { hints = [], span, major }: NameOptions & { readonly major?: number } = {},
  ): string {
    const { name, wire } = messageName(preferred);
    const full: DraftMessage =
      wire === undefined || definition.wire !== undefined ? definition : { ...definition, wire };
    const suffix = major === undefined ? '' : `@${major}`;
    const ids = [name, ...hints.map((hint) => messageName(hint).name)].map((base) => base + suffix);
    for (let number = 0; ; number++) {
      const id = ids[number] ?? `${name}${number - ids.length + 2}${suffix}`;
      const other = messageIds.find(id);
      if (other !== undefined && !(other === id && isEqual(messages.get(id), full))) continue;
      if (number > 0 && other === undefined) tellRenamed(name, id, 'another message has that name', span);
      // The consumers of a renamed message know it by its own name still.
      const isRenamed = number > 0 && full.wire === undefined;
      messageIds.add(id);
      messages.set(id, isRenamed ? { ...full, wire: preferred } : full);
      return id;
    }
  }

  function addService(text: string, definition: DraftService = {}): string {
    const name = serviceNames.find(serviceName(text)) ?? serviceName(text);
    serviceNames.add(name);
    services.set(name, { ...definition, ...services.get(name) });
    return name;
  }

  function addChannel(address: string, definition: DraftChannel = {}, { span }: NameOptions = {}): string {
    const known = channelOf.get(address);
    const name = known ?? freeName(channelNames, channelName(address), '-');
    if (known === undefined && name !== address)
      tellRenamed(address, name, 'a channel has a name of letters, digits, `_`, `-` and `.`', span);
    channelNames.add(name);
    channelOf.set(address, name);
    channels.set(name, { ...definition, ...channels.get(name) });
    return name;
  }

  return {
    type: addType,
    typeSlot: (preferred, options = {}) => {
      const { name, numbered } = types.reserve(preferred, options);
      if (numbered) tellRenamed(typeName(preferred), name, 'another type has that name', options.span);
      return { name, define: (definition) => types.define(name, preferred, definition) };
    },
    typeNamed: types.get,
    message: addMessage,
    messageNamed: (id) => messages.get(id),
    updateMessage: (id, change) => {
      const message = messages.get(id);
      if (message) messages.set(id, change(message));
    },
    service: addService,
    channel: addChannel,
    report,
    keptRaw: (what, reason, span) => report(importDiagnostic('import-kept-raw', span, { what, reason })),
    leftOut: (what, reason, span) => report(importDiagnostic('import-left-out', span, { what, reason })),
    leftOutKeyword: keywords.add,
    assumed: (what, type, span) => report(importDiagnostic('import-assumed-type', span, { what, type })),
    finish: () => {
      const all = types.finished();
      const draft = {
        services: sorted(services),
        channels: sorted(channels),
        types: sorted(all.types),
        messages: sorted(messages),
      };
      return { value: renameTypes(draft, all.aliases), diagnostics: [...diagnostics, ...keywords.all()] };
    },
  };
}

function freeName(names: FoldedNames, name: string, between: string): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}${between}${number}`;
    if (names.find(candidate) === undefined) return candidate;
  }
}

function sorted<T>(map: ReadonlyMap<string, T>): Map<string, T> {
  return new Map([...map].sort(([a], [b]) => compareText(a, b)));
}
