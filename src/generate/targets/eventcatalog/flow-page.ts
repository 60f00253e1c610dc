import { namesOf } from '../../../model/graph.js';
import type { FlowDef, SagaDef } from '../../../model/index.js';
import { type CatalogView, deprecationOf, idOf, versionOf } from './catalog-view.js';
import { type FlowStep, stepsYaml } from './flow-step.js';
import { mdxText } from './mdx-text.js';
import { baseMatter, codes, type Fact, fact, type Page, textsOf, writtenYaml } from './page.js';
import { reactionFlow } from './reaction-flow.js';
import { sagaFlow } from './saga-flow.js';

/** A saga or a choreography as a flow of EventCatalog. */
export function flowPage(view: CatalogView, flow: SagaDef | FlowDef): Page {
  const id = idOf(view, flow);
  const isSaga = flow.kind === 'saga';
  const instead = isSaga ? 'A saga: whatever fails, what was done is taken back.' : 'Services that react to events.';
  const steps: readonly FlowStep[] = isSaga ? sagaFlow(view, flow) : reactionFlow(view, flow);
  return {
    path: `flows/${view.folders.flows.names.get(id) ?? id}/index.mdx`,
    frontMatter: {
      ...baseMatter(flow, {
        id,
        name: flow.id,
        version: versionOf(flow),
        summary: instead,
        owners: view.owners.of(flow),
      }),
      deprecated: deprecationOf(flow.deprecated),
      steps: stepsYaml(steps),
      [isSaga ? 'x-sagac-saga' : 'x-sagac-flow']: writtenYaml(flow, []),
    },
    ...textsOf(flow, instead),
    facts: isSaga ? sagaFacts(flow) : [],
  };
}

function sagaFacts(saga: SagaDef): readonly Fact[] {
  const { service, start, correlation, deadline, complete, abort, cancelOn, stuck } = saga;
  return [
    ...fact('Run by', service && codes([service.name])),
    ...fact('Starts with', start && codes([start.name])),
    ...fact('Told apart by', correlation && codes([correlation.name])),
    ...fact('Deadline', deadline?.text),
    ...fact('Completes with', codes(complete.map(({ event }) => event.name))),
    ...fact('Aborts with', codes(abort.map(({ event }) => event.name))),
    ...fact('Cancelled by', codes(namesOf(cancelOn))),
    ...fact('When it is stuck, tell', stuck?.alert && mdxText(stuck.alert)),
    ...fact('Runbook', stuck?.runbook && mdxText(stuck.runbook)),
  ];
}
