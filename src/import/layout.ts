import { compareText } from '../diagnostics/index.js';
import { addTo, push } from '../model/grouped.js';
import type { Draft, DraftMessage } from './draft.js';
import { typesOfMessage } from './reach.js';
import { printDefinitions, type Written, writtenDefinitions } from './yaml/print-draft.js';

/** More messages than this that belong to no service get a file each. */
const MOST_IN_ONE_FILE = 6;

/**
 * The files of a draft as a person would lay them out, by path: `services.yaml` and `channels.yaml`, a file for each service
 * with its messages and the types that only they use, and `types.yaml` for those that several files share. Messages of no
 * service stand in `events.yaml` and `commands.yaml`, or, where they are many, in a file each.
 */
export function layOut(draft: Draft): ReadonlyMap<string, readonly Written[]> {
  const fileOf = messageFiles(draft.messages);
  const users = new Map<string, Set<string>>();
  for (const [id, message] of draft.messages) {
    for (const type of typesOfMessage(draft, message)) addTo(users, type, fileOf(id, message));
  }
  const files = new Map<string, Written[]>();
  for (const definition of writtenDefinitions(draft)) push(files, homeOf(definition), definition);
  return new Map([...files].sort(([a], [b]) => compareText(a, b)));

  function homeOf({ section, name }: Written): string {
    if (section === 'services' || section === 'channels') return `${section}.yaml`;
    if (section === 'sagas' || section === 'flows') return `${section}.yaml`;
    const message = draft.messages.get(name);
    if (section !== 'types') return message ? fileOf(name, message) : `${section}.yaml`;
    const own = [...(users.get(name) ?? [])];
    return own.length === 1 ? (own[0] ?? '') : 'types.yaml';
  }
}

/** Texts of the files of a layout. */
export function printLayout(files: ReadonlyMap<string, readonly Written[]>): ReadonlyMap<string, string> {
  return new Map([...files].map(([path, definitions]) => [path, printDefinitions(definitions)]));
}

const OWN_FILES = new Set(['services', 'types', 'channels', 'events', 'commands', 'sagas', 'flows', 'sagac']);

function messageFiles(messages: ReadonlyMap<string, DraftMessage>): (id: string, message: DraftMessage) => string {
  const ownerless = [...messages].filter(([id, message]) => ownerOf(message) === undefined && !id.includes('@'));
  const paths = new Map<string, string>();
  const taken = new Set<string>();
  return (id, message) => {
    const owner = ownerOf(message);
    if (owner !== undefined)
      return `${OWN_FILES.has(owner.toLowerCase()) ? `${owner}-service` : owner.toLowerCase()}.yaml`;
    const folder = message.kind === 'event' ? 'events' : 'commands';
    if (ownerless.length <= MOST_IN_ONE_FILE) return `${folder}.yaml`;
    const [name = id] = id.split('@');
    const key = `${folder}/${name}`;
    const known = paths.get(key);
    if (known !== undefined) return known;
    let path = `${folder}/${kebab(name)}.yaml`;
    for (let number = 2; taken.has(path); number++) path = `${folder}/${kebab(name)}-${number}.yaml`;
    taken.add(path);
    paths.set(key, path);
    return path;
  };
}

function ownerOf({ producer, handler }: DraftMessage): string | undefined {
  return producer ?? handler;
}

/** `OrderPlaced` is `order-placed`. */
function kebab(name: string): string {
  return name
    .replaceAll(/([a-z0-9])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2-')
    .replaceAll(/_+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase();
}
