import type { Attributes, Span, Tracer } from '@opentelemetry/api';
import type { SagaState } from '../saga/state.js';
import type { SagaStore } from '../store.js';
import { createPlaces } from '../worker/places.js';
import type { CommittedTransition } from '../worker/types.js';
import type { OpenTelemetry } from './api.js';
import { emitTree, hrTime } from './emit-spans.js';
import { spanTree } from './span-tree.js';
import { isEnd, lastStretch } from './stretch.js';
import { parentContext } from './traceparent.js';

export interface Tracing {
  readonly transition: (transition: CommittedTransition) => void;
  /** Resolves when all spans of the transitions so far are made. */
  readonly flush: () => Promise<void>;
}

export interface TracingParts {
  readonly api: OpenTelemetry;
  readonly tracer: Tracer;
  readonly store: Pick<SagaStore, 'journal'>;
  readonly errorTexts: boolean;
}

/** Journals that are read at the same time, and those that may wait: more would only pile up and slow the saga itself. */
const READERS = 8;
const LONGEST_QUEUE = 2_000;

/**
 * Makes the spans of an instance when it ends, out of its journal: so they are complete and nested whoever worked on it,
 * and nothing is kept in memory of those that wait. The journal is read only where the trace is sampled, and not where
 * too many wait for it already: then there is the span of the instance alone.
 */
export function createTracing(parts: TracingParts): Tracing {
  const readers = createPlaces(READERS);
  const pending = new Set<Promise<void>>();
  return {
    transition({ entries, state }) {
      const end = entries.findLast(isEnd);
      if (end === undefined) return;
      const root = startRoot(parts, state);
      if (!root.isRecording()) return;
      if (readers.waiting() >= LONGEST_QUEUE) {
        root.end(hrTime(end.at));
        return;
      }
      const work = new Promise<void>((done) => readers.enter(() => done(describe(parts, root, state, end.at))));
      pending.add(work);
      void work.finally(() => {
        pending.delete(work);
        readers.leave();
      });
    },
    async flush() {
      await Promise.all(pending);
    },
  };
}

/** The sampler decides by what it is given here. */
function startRoot({ api, tracer }: TracingParts, state: SagaState): Span {
  const attributes = { ...commonAttributes(state), 'sagac.status': state.status };
  const startTime = hrTime(state.startedAt);
  return tracer.startSpan(`saga ${state.saga}`, { startTime, attributes }, parentContext(api, state.traceparent));
}

function commonAttributes({ saga, instance }: SagaState): Attributes {
  return { 'sagac.saga': saga, 'sagac.instance': instance };
}

async function describe(parts: TracingParts, root: Span, state: SagaState, endedAt: number): Promise<void> {
  const { api, tracer, store, errorTexts } = parts;
  try {
    const journal = await store.journal(state.instance);
    const tree = spanTree(lastStretch(journal.slice(0, state.version)), errorTexts);
    emitTree(api, tracer, root, tree, commonAttributes(state));
  } catch (error) {
    api.diag.error(`sagac: no spans inside of ${state.instance}`, error);
    root.end(hrTime(endedAt));
  }
}
