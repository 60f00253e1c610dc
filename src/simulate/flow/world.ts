import type { Choice } from '../explore/model.js';

/** An event on its way to a subscription, or kept there. */
export interface Delivery {
  /** Index of the reaction. */
  readonly reaction: number;
  readonly event: string;
  /** Index of the event in the story. */
  readonly instance: number;
  /** It came before what the reaction needs, and was put aside until then. */
  readonly kept: boolean;
}

/** An event that was published. */
export interface Told {
  readonly event: string;
  /** Index of the reaction; missing where it comes from outside. */
  readonly by?: number;
  readonly turn: number;
  /** Somebody waited before it, so it may come long after what else happens. */
  readonly late: boolean;
  /** Indexes of the events in the story without which it would not have come. */
  readonly causes: readonly number[];
}

/** One moment of a flow: what is under way, and what has come and been done so far. */
export interface FlowWorld {
  /** The next turn of the outside. */
  readonly turn: number;
  readonly pending: readonly Delivery[];
  readonly story: readonly Told[];
  /** Indexes of reactions in the order in which they have really been done; twice where done twice. */
  readonly done: readonly number[];
  /** Answers of guards that depend on data, by their text: equal questions have equal answers. */
  readonly answers: Readonly<Record<string, boolean>>;
  /** Reactions that could not do their work and have told nobody. */
  readonly silent: readonly number[];
  /** Something that should have followed does not: what comes next in the story waits for it in vain. */
  readonly stalled: boolean;
  /** Something went wrong that is no failure event. */
  readonly faulty: boolean;
  /** Reactions at which a cycle was left after two rounds. */
  readonly cut: readonly number[];
}

/** How a delivery goes. */
export type Way =
  | 'works'
  | 'passes'
  | 'drops'
  | 'fails'
  | 'silent'
  | 'duplicate'
  | 'redelivery'
  | 'crash-before'
  | 'crash-called'
  | 'crash-done'
  | 'early';

/** One thing that happens in a flow. */
export type FlowMove = Choice &
  (
    | { readonly kind: 'comes'; readonly event: string }
    | {
        readonly kind: 'handled';
        readonly delivery: Delivery;
        readonly way: Way;
        /** The failure event, where it ends by one. */
        readonly failure?: string;
      }
  );

/** A delivery that is handled, with how it goes. */
export type HandledMove = Extract<FlowMove, { readonly kind: 'handled' }>;

/** Before anything has happened. */
export const EMPTY_WORLD: FlowWorld = {
  turn: 0,
  pending: [],
  story: [],
  done: [],
  answers: {},
  silent: [],
  stalled: false,
  faulty: false,
  cut: [],
};

/** Whether an event has come. */
export function hasCome({ story }: FlowWorld, event: string): boolean {
  return story.some((told) => told.event === event);
}
