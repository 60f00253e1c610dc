import { didYouMean } from '../../../diagnostics/index.js';
import type { ImportContext } from '../../importer.js';
import { entriesOf, followed, type Located, part, referenceOf, textOf } from './located.js';
import type { Refusal } from './model.js';

/** What an object may have, and must have. Keys that begin with `x-` may stand everywhere. */
interface Shape {
  readonly name: string;
  readonly keys: string;
  readonly required?: string;
}

const INFO: Shape = {
  name: '`info`',
  keys: 'title version description termsOfService contact license tags externalDocs',
  required: 'title version',
};

const MESSAGE_KEYS =
  'name title summary description contentType headers correlationId payload tags externalDocs bindings examples traits';

const SHAPES_2 = {
  root: {
    name: 'an AsyncAPI 2 document',
    keys: 'asyncapi id info servers channels components tags externalDocs defaultContentType',
    required: 'info channels',
  },
  info: INFO,
  channel: { name: 'a channel', keys: '$ref description servers subscribe publish parameters bindings' },
  operation: {
    name: 'an operation',
    keys: 'operationId summary description security tags externalDocs bindings traits message',
  },
  message: { name: 'a message', keys: `${MESSAGE_KEYS} messageId schemaFormat oneOf` },
} satisfies Record<string, Shape>;

const SHAPES_3 = {
  root: {
    name: 'an AsyncAPI 3 document',
    keys: 'asyncapi id info servers channels operations components defaultContentType',
    required: 'info',
  },
  info: INFO,
  channel: {
    name: 'a channel',
    keys: '$ref address messages title summary description servers parameters tags externalDocs bindings',
  },
  operation: {
    name: 'an operation',
    keys: '$ref action channel title summary description security tags externalDocs bindings traits messages reply',
    required: 'action channel',
  },
  message: { name: 'a message', keys: `${MESSAGE_KEYS} $ref deprecated` },
} satisfies Record<string, Shape>;

/** Why a document is not one of its version, with the place; empty where it can be read. */
export function refusalsOf(context: ImportContext, root: Located, version: 2 | 3): readonly Refusal[] {
  const shapes = version === 2 ? SHAPES_2 : SHAPES_3;
  const channels = entriesOf(part(root, 'channels'));
  const operations = version === 2 ? [] : entriesOf(part(root, 'operations'));
  return [
    ...against(shapes.root, root),
    ...mapIn(root, 'info', (info) => against(shapes.info, info)),
    ...mapIn(root, 'channels', () => []),
    ...mapIn(root, 'components', () => []),
    ...channels.flatMap((channel) => against(shapes.channel, channel)),
    ...(version === 2
      ? channels.flatMap(operationRefusals)
      : operations.flatMap((one) => against(SHAPES_3.operation, one))),
    ...operations.flatMap(actionRefusals),
    ...messagePlaces(context, root, channels, version).flatMap((message) => against(shapes.message, message)),
    ...badReferences(root),
  ];
}

function against({ name, keys, required = '' }: Shape, place: Located): readonly Refusal[] {
  if (place.node.kind !== 'map') return [{ problem: `${name} is a map of keys and values`, place }];
  if (referenceOf(place) !== undefined) return [];
  const known = keys.split(' ');
  const unknown = place.node.entries
    .filter(({ key }) => !known.includes(key.text) && key.text !== '$ref' && !key.text.startsWith('x-'))
    .map(({ key }): Refusal => {
      const help = didYouMean(key.text, known);
      const at = { ...place, node: key };
      return { problem: `${name} has no \`${key.text}\``, place: at, ...(help !== undefined && { help }) };
    });
  const missing = required.split(' ').filter((key) => key !== '' && part(place, key) === undefined);
  return [...unknown, ...missing.map((key) => ({ problem: `${name} lacks \`${key}\``, place }))];
}

function mapIn(root: Located, key: string, check: (place: Located) => readonly Refusal[]): readonly Refusal[] {
  const place = part(root, key);
  if (!place) return [];
  return place.node.kind === 'map' ? check(place) : [{ problem: `\`${key}\` is no map`, place }];
}

function operationRefusals(channel: Located): readonly Refusal[] {
  return ['publish', 'subscribe'].flatMap((key) => {
    const operation = part(channel, key);
    return operation ? against(SHAPES_2.operation, operation) : [];
  });
}

function actionRefusals(operation: Located): readonly Refusal[] {
  const action = part(operation, 'action');
  const text = textOf(action);
  if (!action || text === 'send' || text === 'receive') return [];
  return [{ problem: '`action` is `send` or `receive`', place: action }];
}

function messagePlaces(
  context: ImportContext,
  root: Located,
  channels: readonly Located[],
  version: 2 | 3,
): readonly Located[] {
  const inChannels =
    version === 3
      ? channels.flatMap((channel) => entriesOf(part(channel, 'messages')))
      : channels.flatMap((channel) => ['publish', 'subscribe'].flatMap((key) => part(channel, key, 'message') ?? []));
  const all = [...inChannels, ...entriesOf(part(root, 'components', 'messages'))];
  // What stands in another file is judged where it is used.
  return all.filter((message) => followed(context, message)?.file === root.file || referenceOf(message) === undefined);
}

/** A `$ref` that is no text, outside of what holds data. */
function badReferences(place: Located): readonly Refusal[] {
  if (place.node.kind === 'list') {
    const { root, file } = place;
    return place.node.items.flatMap((node) => badReferences({ node, root, file }));
  }
  return entriesOf(place).flatMap((entry) => {
    if (entry.key === '$ref' && textOf(entry) !== undefined && referenceOf(place) === undefined) {
      return [{ problem: '`$ref` is no text', place: entry }];
    }
    return DATA.has(entry.key) ? [] : badReferences(entry);
  });
}

const DATA: ReadonlySet<string> = new Set(['examples', 'example', 'default', 'const', 'enum', 'properties']);
