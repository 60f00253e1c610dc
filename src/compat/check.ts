import type { TypeScriptOptions } from '../generate/targets/typescript/options.js';
import type { CompatDirection } from '../model/compat-mode.js';
import type { Catalog, Encoding, JsonSchemaProfile } from '../model/index.js';
import type { ChangeKind, ChangeOf } from './change.js';

/** Backward: who is on the new definition reads what the old one wrote. Forward: who is on the old one reads what the new one writes. */
export type Direction = CompatDirection;

export const DIRECTIONS: readonly Direction[] = ['backward', 'forward'];

/** `break`: it goes wrong. `risk`: it may, and only people can tell. The reason is a sentence about who reads what. */
export interface Ruling {
  readonly level: 'break' | 'risk';
  readonly reason: string;
}

export { ENCODINGS, type Encoding, JSON_SCHEMA_PROFILES, type JsonSchemaProfile } from '../model/index.js';

/** The rulings on one change; what is not named is fine. `every` counts whatever the encoding. */
export type Rulings = Partial<Record<Encoding | 'every', Partial<Record<Direction, Ruling>>>>;

/** What judging depends on beside the change itself. */
export interface JudgeContext {
  readonly old: Catalog;
  readonly new: Catalog;
  /** Whose rules count for `json-schema`. */
  readonly profile: JsonSchemaProfile;
  /** Whether the JSON Schemas of the catalog let pass fields that they do not know (the default of the target). */
  readonly openObjects: boolean;
  /** How the TypeScript of the catalog is made. */
  readonly typescript: TypeScriptOptions;
  /** The day of the run, as `2026-03-02`. */
  readonly today: string;
}

export const CHECK_GROUPS = ['payload', 'messages', 'outcomes', 'delivery', 'topology', 'flows', 'sagas'] as const;

export type CheckGroup = (typeof CHECK_GROUPS)[number];

/** Two states of definitions that differ in just this, and where that breaks: documentation and test of a check. */
export interface CheckExample {
  /** A few words: "required, without a default". */
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly settings?: string;
  /** Of the new state, where the settings themselves differ. */
  readonly settingsAfter?: string;
  /** `backward` or `forward` or both, by encoding, with `?` behind what is only a risk; what is not named is fine. */
  readonly verdicts: Partial<Record<Encoding | 'every', string>>;
}

/** Judges one kind of change; one file, and one sorted line in `checks/index.ts`. The id is final once released. */
export interface CompatCheck<K extends ChangeKind = ChangeKind> {
  readonly id: K;
  readonly group: CheckGroup;
  readonly since: string;
  /** What is said of such a change in one sentence: "A field is added." */
  readonly summary: string;
  /** Who breaks and why, in a few sentences. */
  readonly why: string;
  /** What such a change asks of the version where it breaks nobody; `minor` where nothing is said. */
  readonly bump?: 'minor' | 'patch' | 'none';
  /** At least one; the first shows the usual case. */
  readonly examples: readonly CheckExample[];
  /** What is there now and was before, in one sentence with names in backquotes. */
  describe(change: ChangeOf<K>): string;
  judge(change: ChangeOf<K>, context: JudgeContext): Rulings;
  /** The compatible way to the same aim. */
  instead(change: ChangeOf<K>, context: JudgeContext): string | undefined;
}

/** A ruling that something breaks. */
export function breaks(reason: string): Ruling {
  return { level: 'break', reason };
}

/** A ruling that something may go wrong. */
export function risks(reason: string): Ruling {
  return { level: 'risk', reason };
}
