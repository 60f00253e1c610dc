import { dataFlowOf } from '../model/data-flow/data-flow.js';
import { commandsOf, failuresOfReaction, namesOf } from '../model/graph.js';
import type { Catalog, FlowDef, SagaDef } from '../model/index.js';

/** What the statements of a saga or flow may name. */
export interface StatementNames {
  /** Commands and events that can be asked whether they have happened. */
  readonly happened: ReadonlySet<string>;
  /** Messages that come, so that their fields can be read. */
  readonly seen: ReadonlySet<string>;
}

/**
 * Of a saga: the commands that it sends, what they answer, what it sees and what it ends with. Of a flow: the events of
 * its reactions.
 */
export function statementNames(catalog: Catalog, process: SagaDef | FlowDef): StatementNames {
  return process.kind === 'saga' ? namesOfSaga(catalog, process) : namesOfFlow(catalog, process);
}

function namesOfSaga(catalog: Catalog, saga: SagaDef): StatementNames {
  const commands = commandsOf(saga);
  const seen = dataFlowOf(catalog, saga).everything;
  const answers = commands.flatMap((name) => {
    const command = catalog.commands.get(name);
    return command ? namesOf([...command.success, ...command.failure]) : [];
  });
  const ends = namesOf([...saga.complete, ...saga.abort].map(({ event }) => event));
  return { happened: new Set([...commands, ...seen, ...answers, ...ends]), seen: new Set(seen) };
}

function namesOfFlow(catalog: Catalog, { reactions }: FlowDef): StatementNames {
  const events = reactions.flatMap((reaction) => {
    const { on, emits, needs } = reaction;
    return [...namesOf([...on, ...emits, ...needs]), ...failuresOfReaction(catalog, reaction)];
  });
  return { happened: new Set(events), seen: new Set(events) };
}
