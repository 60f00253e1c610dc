import type { Severity, Span } from '../diagnostics/index.js';
import type { Node } from '../language/node.js';
import type { Duration } from './element.js';
import type { RetryPolicy } from './message.js';
import type { JsonValue } from './type.js';

export type RuleSetting = Severity | 'off';

/** `rules` of one place in `sagac.yaml`; options stand beside the severity. */
export interface RuleChoice {
  readonly rule: string;
  readonly severity?: RuleSetting;
  readonly options?: Readonly<Record<string, JsonValue>>;
  readonly span: Span;
}

export type LintPreset = 'minimal' | 'recommended' | 'strict';

/** Dictionaries of the rules that a catalog may add words to. */
export const WORD_LISTS = [
  'certain',
  'failures',
  'fallible',
  'irreversible',
  'money',
  'pii',
  'secrets',
  'technical',
  'verbs',
] as const;

export type WordList = (typeof WORD_LISTS)[number];

/** Words of a business, in lower case, that rules add to their own; of each list of synonyms the first is the one to use. */
export interface LexiconSettings {
  readonly words: Readonly<Partial<Record<WordList, readonly string[]>>>;
  readonly synonyms: readonly (readonly string[])[];
}

export interface LintSettings {
  readonly extends: LintPreset;
  readonly rules: readonly RuleChoice[];
  readonly lexicon: LexiconSettings;
}

export interface TargetSetting {
  readonly target: string;
  /** Output folder relative to the catalog, already known to stay inside it. */
  readonly out: string;
  /** Options other than `target` and `out`; each target checks its own. */
  readonly options: Readonly<Record<string, JsonValue>>;
  /** The entry as written, for places of its keys. */
  readonly node: Node;
  readonly span: Span;
}

export interface Settings {
  /** Name of the catalog. */
  readonly catalog: string;
  readonly envelope: 'cloudevents' | 'plain';
  readonly commandDefaults: { readonly timeout?: Duration; readonly retry: RetryPolicy };
  readonly channelDefaults: {
    readonly broker?: string;
    readonly partitions?: number;
    readonly retention?: Duration;
    readonly retryDelays: readonly Duration[];
  };
  readonly scale?: { readonly eventsPerDay?: number; readonly peakPerSecond?: number; readonly developers?: number };
  readonly lint: LintSettings;
  readonly compatMode: string;
  readonly generate: readonly TargetSetting[];
  /** The whole of `sagac.yaml`'s file name, for findings about settings as such. */
  readonly file: string;
}
