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

export interface LintSettings {
  readonly extends: LintPreset;
  readonly rules: readonly RuleChoice[];
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
