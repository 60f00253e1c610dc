import type { Severity, Span } from '../diagnostics/index.js';
import type { LINT_PRESETS, PluginFile } from '../language/document.js';
import type { Node } from '../language/node.js';
import type { Duration } from './element.js';
import type { RetryPolicy } from './message.js';
import type { JsonValue } from './type.js';

export type RuleSetting = Severity | 'off';

/** An entry of `rules`; options stand beside the severity. */
export interface RuleChoice {
  readonly rule: string;
  readonly severity?: RuleSetting;
  readonly options?: Readonly<Record<string, JsonValue>>;
  /** Place of the rule's id. */
  readonly span: Span;
  /** Places of `severity` and of the options, by name. */
  readonly places: ReadonlyMap<string, Span>;
}

/** A glob over the files of definitions, from the catalog's folder. */
export interface GlobSetting {
  readonly pattern: string;
  readonly span: Span;
}

/** One `rules` of the settings: of a file with lint settings, or of an override in it. Later layers win, value by value. */
export interface LintLayer {
  readonly rules: readonly RuleChoice[];
  /** Of an override: the files of definitions that it counts for. */
  readonly files?: readonly GlobSetting[];
  /** It comes from a package, so it was not written for this catalog alone. */
  readonly shared: boolean;
}

export type LintPreset = (typeof LINT_PRESETS)[number];

export { LINT_PRESETS } from '../language/document.js';
export type { PluginFile };

/** Dictionaries of the rules that a catalog may add words to. */
export const WORD_LISTS = [
  'certain',
  'failures',
  'fallible',
  'irreversible',
  'money',
  'pii',
  'refusals',
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

/** Whether a comment that silences findings says why, from lax to strict. */
export const IGNORE_REASONS = ['optional', 'wanted', 'required'] as const;

export type IgnoreReasons = (typeof IGNORE_REASONS)[number];

export interface LintSettings {
  /** The largest preset that is named anywhere. */
  readonly extends: LintPreset;
  /** Where it is named; missing where nothing is. */
  readonly extendsSpan?: Span;
  readonly layers: readonly LintLayer[];
  readonly plugins: readonly PluginFile[];
  /** How to speak of the files with lint settings, by their paths: a path, or the package that it belongs to. */
  readonly sources: ReadonlyMap<string, string>;
  readonly lexicon: LexiconSettings;
  readonly ignoreReasons: IgnoreReasons;
  /** Where that is said; missing where it is not. */
  readonly ignoreReasonsSpan?: Span;
}

export interface TargetSetting {
  /** Id of a built-in target, or a module that is one: a path from the catalog with `./` or `../`, or a package. */
  readonly target: string;
  /** Output folder relative to the catalog, already known to stay inside it. */
  readonly out: string;
  /** Folder of templates that take the place of the target's own, as written: relative to the catalog. */
  readonly templates?: string;
  /** Options other than `target`, `out` and `templates`; each target checks its own. */
  readonly options: Readonly<Record<string, JsonValue>>;
  /** The entry as written, for places of its keys. */
  readonly node: Node;
  readonly span: Span;
}

/** In which form messages travel, or for `typescript`, code that was compiled against one definition meets the other. */
export const ENCODINGS = ['json', 'json-schema', 'avro', 'protobuf', 'typescript'] as const;

export type Encoding = (typeof ENCODINGS)[number];

/** Whose rules count for JSON Schema: a Confluent registry's, strict or lenient, or what instances prove. */
export const JSON_SCHEMA_PROFILES = ['confluent', 'confluent-lenient', 'sound'] as const;

export type JsonSchemaProfile = (typeof JSON_SCHEMA_PROFILES)[number];

export interface CompatSettings {
  /** `none`, `backward`, `forward` or `full`, the last three perhaps with `-transitive`. */
  readonly mode: string;
  /** Those in which a break fails: as written, or `json` and what the targets of the catalog make. */
  readonly encodings: readonly Encoding[];
  readonly jsonSchema: JsonSchemaProfile;
  /** Earlier states to compare with where the command names none. */
  readonly against: readonly string[];
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
  readonly compat: CompatSettings;
  readonly generate: readonly TargetSetting[];
  /** The whole of `sagac.yaml`'s file name, for findings about settings as such. */
  readonly file: string;
}
