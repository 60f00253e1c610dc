import { counted, push } from '../../model/grouped.js';
import type { Catalog, Element, MessageDef } from '../../model/index.js';
import type { Draft, DraftMessage } from '../draft.js';
import { layOut } from '../layout.js';
import { typesOfMessage } from '../reach.js';
import type { Written } from '../yaml/print-draft.js';
import { messageOf } from './align-names.js';

/**
 * Where new definitions go in a catalog that people have laid out: messages to the other ones of their service, services and
 * channels to where most of them are, types to the file of the messages that use them. Else as in a new catalog.
 */
export function createPlacing(catalog: Catalog, draft: Draft): (definition: Written) => string {
  const files = [...layOut(draft)].flatMap(([file, definitions]) =>
    definitions.map(({ section, name }) => [`${section} ${name}`, file] as const),
  );
  const laidOut = new Map(files);
  const fallback = ({ section, name }: Written) => laidOut.get(`${section} ${name}`) ?? `${section}.yaml`;

  const usersOf = new Map<string, (readonly [string, DraftMessage])[]>();
  for (const entry of draft.messages) for (const name of typesOfMessage(draft, entry[1])) push(usersOf, name, entry);

  function messageHome(definition: Written): string {
    const { name } = definition;
    const known = messageOf(catalog, name) ?? messageOf(catalog, name.replace(/@\d+$/, ''));
    if (known) return known.file;
    const message = draft.messages.get(name);
    const owner = message?.producer ?? message?.handler;
    const others = owner === undefined ? [] : messagesOf(catalog).filter((other) => ownerOf(other) === owner);
    return mostUsed(others) ?? fallback(definition);
  }

  function typeHome(definition: Written): string {
    const users = usersOf.get(definition.name) ?? [];
    const homes = new Set(
      users.map(([name, message]) =>
        messageHome({ section: message.kind === 'event' ? 'events' : 'commands', name, body: {} }),
      ),
    );
    const [only] = homes;
    if (homes.size === 1 && only !== undefined) return only;
    return mostUsed([...catalog.types.values()]) ?? fallback(definition);
  }

  return (definition) => {
    switch (definition.section) {
      case 'services':
        return mostUsed([...catalog.services.values()]) ?? fallback(definition);
      case 'channels':
        return mostUsed([...catalog.channels.values()]) ?? fallback(definition);
      case 'types':
        return typeHome(definition);
      default:
        return messageHome(definition);
    }
  };
}

function messagesOf(catalog: Catalog): readonly MessageDef[] {
  return [...catalog.events.values(), ...catalog.commands.values()];
}

function ownerOf(message: MessageDef): string | undefined {
  return (message.kind === 'event' ? message.producer : message.handler)?.name;
}

/** The file that has most of these definitions. */
function mostUsed(elements: readonly Element[]): string | undefined {
  const counts = counted(elements.map(({ file }) => file));
  return [...counts].reduce<readonly [string, number] | undefined>(
    (best, entry) => (best && best[1] >= entry[1] ? best : entry),
    undefined,
  )?.[0];
}
