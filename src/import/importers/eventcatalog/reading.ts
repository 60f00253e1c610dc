import type { JsonValue } from '../../../model/type.js';
import type { DraftBuilder } from '../../draft-builder.js';
import type { ImportContext, SourceFile } from '../../importer.js';
import type { Page } from './pages.js';
import type { Tally } from './tally.js';

/** All that is known while a folder is read. */
export interface Reading {
  readonly builder: DraftBuilder;
  readonly context: ImportContext;
  readonly tally: Tally;
  /** Files of the run by path. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Files that something of a page has been read from. */
  readonly used: Set<string>;
  /** Ids in the draft of the pages of messages that are taken in. */
  readonly messageIds: Map<Page, string>;
  /** Versions of each message, by its id in EventCatalog. */
  readonly messages: ReadonlyMap<string, readonly MessageVersion[]>;
  readonly channels: Map<string, string>;
  readonly services: Map<string, string>;
  /** Owners of services, by their names in the draft. */
  readonly owners: Map<string, readonly string[]>;
  readonly sagas: Map<string, JsonValue>;
  readonly flows: Map<string, JsonValue>;
}

/** One version of a message; `major` of an older one. */
export interface MessageVersion {
  readonly page: Page;
  readonly major?: number;
}
