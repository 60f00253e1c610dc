import { systemClock } from '../clock.js';
import type { SagaPlan } from '../saga/plan.js';
import type { SagaState } from '../saga/state.js';
import type { SagaStore } from '../store.js';
import type { Desk } from './desk.js';
import { performAct, previewAct } from './perform-act.js';
import { type Plans, readPlans } from './plans.js';
import { possibleActs } from './possible-acts.js';
import type { InstanceReference, InstanceReport, InstanceSummary, Operator, OperatorOptions } from './types.js';
import { problemsOf, stuckCallsOf, waitsOf } from './waits.js';

/** Makes an operator for a store. It needs no worker, and disturbs none. */
export function createOperator({ store, clock, patienceMs = 5_000 }: OperatorOptions): Operator {
  const desk: Desk = { store, clock: clock ?? store.clock ?? systemClock, patienceMs };
  return {
    async list(filter) {
      const states = await store.list(filter);
      const plans = states.length === 0 ? undefined : await readPlans(store);
      return states.map((state) => summaryOf(plans?.of(state.definition), state));
    },
    show: (instance) => report(store, instance),
    preview: (instance, request) => previewAct(desk, instance, request),
    act: (instance, request) => performAct(desk, instance, request),
  };
}

async function report(store: SagaStore, reference: InstanceReference): Promise<InstanceReport | undefined> {
  const state = await find(store, reference);
  if (state === undefined) return undefined;
  const plans: Plans = await readPlans(store);
  const plan = plans.of(state.definition);
  // What a worker has added since the state was read belongs to a later look.
  const journal = (await store.journal(state.instance)).slice(0, state.version);
  const definition = plan === undefined ? {} : { definition: plan.definition };
  const acts = plan === undefined ? [] : possibleActs(plan, state);
  const stuckCalls = plan === undefined ? [] : stuckCallsOf(plan, state);
  return { ...summaryOf(plan, state), ...definition, acts, stuckCalls, journal };
}

function find(store: SagaStore, reference: InstanceReference): Promise<SagaState | undefined> {
  if (typeof reference === 'string') return store.load(reference);
  return store.latestRun(reference.saga, reference.correlation);
}

function summaryOf(plan: SagaPlan | undefined, state: SagaState): InstanceSummary {
  if (plan === undefined) return { state, problems: [], waits: [] };
  return { state, problems: problemsOf(plan, state), waits: waitsOf(plan, state) };
}
