import { compareText } from '../diagnostics/index.js';
import { addTo, counted, push } from '../model/grouped.js';
import type { Draft, DraftMessage } from './draft.js';
import { typesOfMessage } from './reach.js';
import { printDefinitions, type Written, writtenDefinitions } from './yaml/print-draft.js';

/** More messages than this that belong to no service get a file each; those of a service are read together. */
const MOST_IN_ONE_FILE = 6;
const MOST_OF_A_SERVICE = 40;

/**
 * The files of a draft as a person would lay them out, by path: `services.yaml` and `channels.yaml`, a file for each service
 * with its messages and the types that only they use, and `types.yaml` for those that several files share. Messages of no
 * service stand in `events.yaml` and `commands.yaml`. Where they are many, each message has a file.
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
  const current = [...messages].filter(([id]) => !id.includes('@'));
  const counts = counted(current.map(([, message]) => ownerOf(message)));
  const paths = new Map<string, string>();
  const taken = new Set<string>();

  /** A file of its own for a message and its older majors. */
  function ownFile(folder: string, id: string): string {
    const [name = id] = id.split('@');
    const known = paths.get(`${folder}/${name}`);
    if (known !== undefined) return known;
    let path = `${folder}/${kebab(name)}.yaml`;
    for (let number = 2; taken.has(path); number++) path = `${folder}/${kebab(name)}-${number}.yaml`;
    taken.add(path);
    paths.set(`${folder}/${name}`, path);
    return path;
  }

  return (id, message) => {
    const owner = ownerOf(message);
    const count = counts.get(owner) ?? 0;
    if (owner === undefined) {
      const folder = message.kind === 'event' ? 'events' : 'commands';
      return count > MOST_IN_ONE_FILE ? ownFile(folder, id) : `${folder}.yaml`;
    }
    const name = OWN_FILES.has(owner.toLowerCase()) ? `${owner.toLowerCase()}-service` : owner.toLowerCase();
    return count > MOST_OF_A_SERVICE ? ownFile(name, id) : `${name}.yaml`;
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
