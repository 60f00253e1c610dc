import { isExternal, memoised, namesOf, reactionsIn, sagasUsing } from '../../../model/graph.js';
import type { Catalog, CommandDef } from '../../../model/index.js';
import { sagasStartedBy } from '../../../model/saga-starts.js';
import { isCurrent } from '../../facts/message-standing.js';
import type { Finding, Rule } from '../../rule.js';

const definitions = (sender: string) => `services:
  library: { owner: team-library }
  desk: { owner: team-desk }
events:
  FeeWaived: { version: 1.0.0, producer: library, payload: { memberId: uuid } }
  FeeWaiverRefused: { version: 1.0.0, producer: library, payload: { memberId: uuid } }
commands:
  WaiveFee:
    version: 1.0.0
    handler: library${sender}
    payload: { memberId: uuid }
    success: FeeWaived
    failure: [FeeWaiverRefused]
`;

/** A command that nobody sends. */
export const unsentCommand: Rule = {
  id: 'unsent-command',
  group: 'sagas',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require that somebody sends every command.',
  why: `A command that no saga sends and that names no sender is either dead, and then so are its handler, its answers and the tests of them, or it is sent by somebody the catalog does not know: then nobody asks that team before the command is changed. Most often a step is missing in a saga that was meant to have it.

A reaction of the handler that publishes the command's success counts as sending it, and so does a call of the service outside that handles it. So does the sending of another command with the same successes: these are one command at several addresses, and \`several-producers\` tells of them.`,
  bad: definitions(''),
  good: definitions('\n    senders: [desk]'),
  check({ catalog, report }) {
    for (const command of catalog.commands.values()) {
      if (!isCurrent(command)) continue;
      if (!isSent(catalog, command) && !isDoneOtherwise(catalog, command) && !hasSentTwin(catalog, command)) {
        report(finding(catalog, command));
      }
    }
  },
};

function isSent(catalog: Catalog, command: CommandDef): boolean {
  return command.senders.length > 0 || sagasUsing(catalog, command.id).length > 0;
}

/** By a reaction of the handler; or by whoever calls it, where it is a service outside. */
function isDoneOtherwise(catalog: Catalog, { handler, success }: CommandDef): boolean {
  if (handler === undefined) return false;
  if (isExternal(catalog, handler.name) && calledServices(catalog).has(handler.name)) return true;
  return success.some(({ name }) => emittedBy(catalog).has(`${handler.name} ${name}`));
}

/** `service event` of everything that reactions publish. */
const emittedBy = memoised((catalog) => {
  return new Set(
    reactionsIn(catalog).flatMap(({ by, emits }) => namesOf(emits).map((event) => `${by?.name} ${event}`)),
  );
});

const calledServices = memoised((catalog) => {
  return new Set(
    [...catalog.commands.values(), ...reactionsIn(catalog)].flatMap(({ calls }) =>
      calls.map(({ service }) => service.name),
    ),
  );
});

function hasSentTwin(catalog: Catalog, { success }: CommandDef): boolean {
  return success.length > 0 && success.every(({ name }) => successesOfSent(catalog).has(name));
}

const successesOfSent = memoised((catalog) => {
  const sent = [...catalog.commands.values()].filter((command) => isSent(catalog, command));
  return new Set(sent.flatMap(({ success }) => namesOf(success)));
});

function finding(catalog: Catalog, command: CommandDef): Finding {
  const [saga] = sagasStartedBy(catalog, command.id);
  const follows = saga ? `, so \`${saga.id}\` never starts` : '';
  return {
    span: command.nameSpan,
    message: `Nobody sends \`${command.id}\`${follows}.`,
    help: 'Name who sends it with `senders`, give it a step in a saga, or remove it.',
    element: command,
  };
}
