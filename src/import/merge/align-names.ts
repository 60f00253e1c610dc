import type { Catalog, Field, MessageDef, TypeDef, TypeExpr } from '../../model/index.js';
import type { Draft, DraftField, DraftType, DraftTypeDef } from '../draft.js';
import { renameMessages } from '../rename-messages.js';
import { renameTypes } from '../rename-types.js';

/** A draft in the names of the catalog: messages are also known by their name on the wire, types by the place where they are used. */
export function alignNames(catalog: Catalog, draft: Draft): Draft {
  const ids = messageIds(catalog, draft);
  const messages = renameMessages(draft.messages, ids);
  const names = typeNames(catalog, { ...draft, messages });
  const renamed = renameTypes({ ...draft, messages }, names);
  const types = new Map([...renamed.types].map(([name, type]) => [names.get(name) ?? name, type]));
  return { ...renamed, types };
}

export function messageOf(catalog: Catalog, id: string): MessageDef | undefined {
  return catalog.events.get(id) ?? catalog.commands.get(id);
}

/** Ids that the catalog has under another name: whoever renamed the message kept its name on the wire. */
function messageIds(catalog: Catalog, draft: Draft): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const byWire = new Map(
    [...catalog.events.values(), ...catalog.commands.values()].map((message) => [
      wireKey(message.wire ?? message.name, message.id),
      message.id,
    ]),
  );
  for (const [id, { wire }] of draft.messages) {
    if (messageOf(catalog, id)) continue;
    const other = byWire.get(wireKey(wire ?? id.replace(/@\d+$/, ''), id));
    if (other !== undefined && !draft.messages.has(other)) ids.set(id, other);
  }
  return ids;
}

function wireKey(wire: string, id: string): string {
  return `${wire}${/@\d+$/.exec(id)?.[0] ?? ''}`;
}

/** Types of the draft that stand where the catalog has a type of another name. */
function typeNames(catalog: Catalog, draft: Draft): ReadonlyMap<string, string> {
  const names = new Map<string, string>();

  function pairFields(mine: readonly Field[], source: readonly DraftField[]): void {
    const byName = new Map(mine.map((field) => [field.name, field]));
    for (const field of source) {
      const other = byName.get(field.name);
      if (other) pairTypes(other.type, field.type);
    }
  }

  function pairTypes(mine: TypeExpr, source: DraftType): void {
    if (mine.kind === 'list' && source.kind === 'list') pairTypes(mine.items, source.items);
    else if (mine.kind === 'map' && source.kind === 'map') pairTypes(mine.values, source.values);
    else if (mine.kind === 'nullable' && source.kind === 'nullable') pairTypes(mine.inner, source.inner);
    else if (mine.kind === 'anyOf' && source.kind === 'anyOf') pairOptions(mine.options, source.options);
    else if (mine.kind === 'named' && source.kind === 'named') pairNames(mine.ref.name, source.name);
  }

  function pairOptions(mine: readonly TypeExpr[], source: readonly DraftType[]): void {
    for (const [index, option] of source.entries()) {
      const other = mine[index];
      if (other) pairTypes(other, option);
    }
  }

  function pairNames(mine: string, source: string): void {
    if (mine === source || names.has(source) || catalog.types.has(source) || draft.types.has(mine)) return;
    const [definition, found] = [catalog.types.get(mine), draft.types.get(source)];
    if (!definition || definition.shape !== found?.shape) return;
    names.set(source, mine);
    pairDefinitions(definition, found);
  }

  function pairDefinitions(mine: TypeDef, source: DraftTypeDef): void {
    if (mine.shape === 'record' && source.shape === 'record') pairFields(mine.fields, source.fields);
    if (mine.shape === 'scalar' && source.shape === 'scalar') pairTypes(mine.type, source.type);
    if (mine.shape !== 'union' || source.shape !== 'union') return;
    for (const { tag, type } of source.cases) {
      const other = mine.cases.find((entry) => entry.tag === tag);
      if (other) pairNames(other.type.name, type);
    }
  }

  for (const [id, { payload }] of draft.messages) {
    const mine = messageOf(catalog, id);
    if (mine && payload.kind === 'fields') pairFields(mine.payload.fields, payload.fields);
  }
  for (const [name, type] of draft.types) {
    const mine = catalog.types.get(name);
    if (mine) pairDefinitions(mine, type);
  }
  return names;
}
