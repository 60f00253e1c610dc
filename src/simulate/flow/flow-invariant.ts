import type { Breach } from '../explore/model.js';
import type { InvariantText } from '../invariants/invariant.js';
import type { ReactionFacts } from './reaction-facts.js';
import type { FlowSetting } from './setting.js';
import type { FlowMove, FlowWorld } from './world.js';

/** One step of a run, as an invariant sees it. */
export interface FlowStep {
  readonly setting: FlowSetting;
  readonly before: FlowWorld;
  readonly move: FlowMove;
  readonly after: FlowWorld;
  /** With this step everything that had to happen has happened. */
  readonly ends: boolean;
}

/** What an invariant has found: `about` begins with the name of the reaction that can be changed. */
export type FlowBreach = Omit<Breach, 'invariant'>;

/** Something that always holds in flows: judged step by step, or from the definition where no run can show it. */
export interface FlowInvariant extends InvariantText {
  readonly about: 'flows';
  readonly judge:
    | { readonly by: 'step'; readonly check: (step: FlowStep) => readonly FlowBreach[] }
    | {
        readonly by: 'definition';
        /** `unreached`: reactions that no run gets to, although all runs were looked at; empty where they were not. */
        readonly check: (setting: FlowSetting, unreached: readonly ReactionFacts[]) => readonly FlowBreach[];
      };
}
