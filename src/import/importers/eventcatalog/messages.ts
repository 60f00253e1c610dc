import type { DraftMessage } from '../../draft.js';
import { importDiagnostic } from '../../messages.js';
import { ownMessage } from '../asyncapi/own-messages.js';
import { hasKeys, textAt } from '../asyncapi/values.js';
import { examplesOf } from './examples.js';
import { deprecationNote, deprecationOf, extensionsOf, ownDefinition, wordsOf } from './matter.js';
import type { Page } from './pages.js';
import { readPayload } from './payload.js';
import type { MessageVersion, Reading } from './reading.js';
import { majorAsked, versionsOf, versionText } from './versions.js';

/** The versions of each message that are taken in, the newest first; the others are told. */
export function messageVersions(
  tellOlder: (name: string, versions: readonly string[], newest: string, page: Page) => void,
  pages: readonly Page[],
): ReadonlyMap<string, readonly MessageVersion[]> {
  const byId = new Map<string, Page[]>();
  for (const page of pages) {
    // An event and a command may have one id. Pointers then mean the one that comes first.
    const taken = byId.get(page.id)?.[0];
    const key = taken && taken.kind !== page.kind ? `${page.id}\n${page.kind}` : page.id;
    byId.set(key, [...(byId.get(key) ?? []), page]);
  }
  return new Map(
    [...byId].map(([id, own]) => {
      const { newest, olderMajors, left } = versionsOf(own);
      if (left.length > 0) tellOlder(newest.id, left.map(versionName), versionName(newest), newest);
      return [id, [{ page: newest }, ...olderMajors]];
    }),
  );
}

function versionName(page: Page): string {
  return page.version ?? 'the one without a version';
}

/** Adds every message with its payload; who sends and receives it is known from the services. */
export function addMessages(reading: Reading): void {
  for (const versions of reading.messages.values()) {
    for (const version of versions) addMessage(reading, version.page.id, version);
  }
}

function addMessage(reading: Reading, id: string, { page, major }: MessageVersion): void {
  const { builder } = reading;
  const draft = page.isOwn ? ownDraft(reading, page, id, major) : foreignDraft(reading, page, id, major);
  const options = { span: page.matter.span, ...(major !== undefined && { major }) };
  reading.messageIds.set(page, builder.message(id, draft, options));
}

function baseDraft(reading: Reading, page: Page, id: string, major: number | undefined): DraftMessage {
  const read = readPayload(reading, page, id, major);
  const version = versionText(page.version);
  const examples = [...(read.examples ?? []), ...examplesOf(reading, page)];
  return {
    kind: page.kind === 'event' ? 'event' : 'command',
    ...(version !== undefined && { version }),
    ...wordsOf(page),
    payload: read.payload,
    ...(examples.length > 0 && { examples }),
    ...(read.extensions && { extensions: read.extensions }),
    ...(read.comment !== undefined && !page.isOwn && { comment: read.comment }),
  };
}

/** A message of an export, with all that its definition in the catalog said. */
function ownDraft(reading: Reading, page: Page, id: string, major: number | undefined): DraftMessage {
  const definition = ownDefinition(page.matter) ?? {};
  const { wire, docs, tags, deprecated, ...rest } = definition;
  const draft = baseDraft(reading, page, id, major);
  const words = {
    ...(typeof wire === 'string' && { wire }),
    ...(typeof docs === 'string' && { docs }),
    ...(Array.isArray(tags) && { tags: tags.map(String) }),
    ...(deprecated !== undefined && { deprecated: deprecationIn(deprecated) }),
  };
  return ownMessage({ ...draft, ...words }, rest);
}

function deprecationIn(value: Parameters<typeof textAt>[0]) {
  const [since, sunset, use] = [textAt(value, 'since'), textAt(value, 'sunset'), textAt(value, 'use')];
  return {
    ...(since !== undefined && { since }),
    ...(sunset !== undefined && { sunset }),
    ...(use !== undefined && { use }),
  };
}

const READ_KEYS = ['schemaPath', 'schemas', 'channels', 'producers', 'consumers', 'messageChannels'];

function foreignDraft(reading: Reading, page: Page, id: string, major: number | undefined): DraftMessage {
  const draft = baseDraft(reading, page, id, major);
  const deprecated = deprecationOf(page.matter);
  const extensions = { ...draft.extensions, ...extensionsOf(reading, page, READ_KEYS) };
  const note = deprecationNote(page.matter);
  const comment = [draft.comment, note].filter((text) => text !== undefined).join('\n');
  return {
    ...draft,
    ...(deprecated && { deprecated }),
    ...(comment !== '' && { comment }),
    ...(hasKeys(extensions) && { extensions }),
    ...(page.kind === 'query' && { more: { effect: 'none' } }),
  };
}

/** The version of a message that a pointer means: that of its major, or else the newest. */
export function pointedAt(reading: Reading, id: string, range: string | undefined): Page | undefined {
  const versions = reading.messages.get(id);
  const major = majorAsked(range);
  const older = versions?.find((version) => version.major !== undefined && version.major === major);
  return (older ?? versions?.[0])?.page;
}

/** Tells that older versions are not taken in. */
export function tellOlder(reading: Pick<Reading, 'builder'>) {
  return (name: string, versions: readonly string[], newest: string, page: Page) =>
    reading.builder.report(importDiagnostic('import-older-version', page.matter.span, { name, versions, newest }));
}
