import { anyOf, countOf } from '../../../model/facts/name-list.js';
import { commandsAnsweredBy, isFailureEvent, isReply, namesOf, undoUsesOf } from '../../../model/graph.js';
import type { Catalog, CommandDef, EventDef, MessageDef, RetryPolicy } from '../../../model/index.js';
import { writtenRetry } from '../../shared/written-retry.js';
import type { YamlValue } from '../../yaml-text.js';
import { type CatalogView, deprecationOf, pointerTo, versionOf } from './catalog-view.js';
import { mdxText } from './mdx-text.js';
import { baseMatter, codes, definitionWith, type Fact, fact, type Page, textsOf, writtenYaml } from './page.js';
import { isUnsent } from './service-traffic.js';

/** Name of the schema beside each message. */
export const SCHEMA_FILE = 'schema.json';

/** The folder of a message; older majors are in `versioned/`. */
export function messageFolder({ folders }: CatalogView, message: MessageDef): string {
  const section = message.kind === 'event' ? 'events' : 'commands';
  const folder = `${section}/${folders.messages.names.get(message.name) ?? message.name}`;
  return message.oldMajor === undefined ? folder : `${folder}/versioned/${versionOf(message).version}`;
}

export function messagePage(view: CatalogView, message: MessageDef): Page {
  const { catalog } = view;
  const instead = summaryOf(catalog, message);
  const texts = textsOf(message, instead);
  const channel = message.channel && catalog.channels.get(message.channel.name);
  const badges = badgesOf(catalog, message);
  return {
    path: `${messageFolder(view, message)}/index.mdx`,
    frontMatter: {
      ...baseMatter(message, {
        id: message.name,
        name: message.name,
        version: versionOf(message),
        summary: instead,
        owners: view.owners.of(message),
      }),
      badges: badges.length > 0 ? badges : undefined,
      deprecated: deprecationOf(message.deprecated),
      schemaPath: SCHEMA_FILE,
      channels: channel && isUnsent(catalog, message.id) ? [pointerTo(view, channel)] : undefined,
      'x-sagac-definition': definitionOf(message),
    },
    ...texts,
    facts: message.kind === 'event' ? eventFacts(catalog, message) : commandFacts(catalog, message),
    view: { schema: SCHEMA_FILE },
  };
}

function summaryOf(catalog: Catalog, message: MessageDef): string {
  if (message.kind === 'command') return message.handler ? `A command to ${message.handler.name}.` : 'A command.';
  const kind = isFailureEvent(catalog, message) ? 'A failure event' : 'An event';
  return message.producer ? `${kind} of ${message.producer.name}.` : `${kind}.`;
}

/** Keys of a definition that have a place of their own in the folder. */
const TOLD_ELSEWHERE = ['version', 'summary', 'payload', 'examples'];

/** The definition as it counts: what a command has from the catalog's defaults is written out. */
function definitionOf(message: MessageDef): YamlValue {
  const own = writtenYaml(message, TOLD_ELSEWHERE);
  if (message.kind === 'event') return own;
  return definitionWith(own, { timeout: message.timeout?.text, retry: writtenRetry(message.retry) });
}

function badgesOf(catalog: Catalog, message: MessageDef): readonly YamlValue[] {
  const badge = (content: string, color: string) => ({ content, backgroundColor: color, textColor: color });
  if (message.kind === 'command')
    return undoUsesOf(catalog, message.id).length > 0 ? [badge('Compensation', 'orange')] : [];
  return [
    ...(isFailureEvent(catalog, message) ? [badge('Failure', 'red')] : []),
    ...(isReply(catalog, message) ? [badge('Reply', 'gray')] : []),
  ];
}

function eventFacts(catalog: Catalog, event: EventDef): readonly Fact[] {
  const answers = commandsAnsweredBy(catalog, event.id);
  const answered = (role: 'success' | 'failure') =>
    answers.filter((answer) => answer.role === role).map(({ command }) => command.id);
  return [
    ...fact('Failure of', event.failureOf && codes([event.failureOf.name])),
    ...fact('Success of', codes(answered('success'))),
    ...fact('Says that it was not done', codes(answered('failure'))),
    ...fact('Another attempt', event.retryable ? 'is worth it' : undefined),
    ...fact('Effect', event.effect === 'unknown' ? 'something may have been left behind' : undefined),
    ...fact('Cannot fail', event.cannotFail && mdxText(event.cannotFail)),
    ...fact('Carries', event.carries === 'state' ? undefined : event.carries),
    ...fact('Visibility', event.visibility === 'public' ? undefined : event.visibility),
    ...wireFacts(event),
  ];
}

function commandFacts(catalog: Catalog, command: CommandDef): readonly Fact[] {
  const undone = undoUsesOf(catalog, command.id).map(({ saga, place }) => `\`${place.step.name}\` of \`${saga.id}\``);
  const calls = command.calls.map(({ service, idempotentBy }) =>
    idempotentBy.length === 0
      ? `\`${service.name}\``
      : `\`${service.name}\`, once for each ${anyOf(namesOf(idempotentBy))}`,
  );
  return [
    ...fact('Success', codes(namesOf(command.success))),
    ...fact('Failure', codes(namesOf(command.failure))),
    ...fact('Cannot fail', command.cannotFail && mdxText(command.cannotFail)),
    ...fact('Takes back', mdxText(undone.join(', '))),
    ...fact('Effect', command.effect === 'none' ? 'none: it only reads' : undefined),
    ...fact('An attempt takes at most', command.timeout?.text),
    ...fact('Attempts', attemptsText(command.retry)),
    ...fact('Calls', mdxText(calls.join('; '))),
    ...fact('Refused after', codes(namesOf(command.refusedAfter))),
    ...wireFacts(command),
  ];
}

function wireFacts(message: MessageDef): readonly Fact[] {
  return [
    ...fact('Name on the wire', message.wire && codes([message.wire])),
    ...fact('Order is kept by', message.key && codes([message.key.name])),
  ];
}

/** How often a command is tried: `4 attempts`, `as often as it takes`. */
export function attemptsText({ attempts }: RetryPolicy): string {
  return attempts === 'unlimited' ? 'as often as it takes' : countOf(attempts, 'attempt');
}
