import type { Sections } from '../build/sections.js';
import type { Reference, ReferenceTarget } from '../catalog.js';
import type { Element, NameRef } from '../element.js';
import type { Field, TypeExpr } from '../type.js';
import { typeRefsIn } from '../values/value-type.js';
import { lookUpField } from './field-path.js';

/** Fields that a name may stand for, and whose they are. */
export interface FieldOwner {
  readonly id: string;
  readonly fields: readonly Field[];
}

/** Takes note of every name that stands for another definition, and of those that stand for nothing. */
export interface ReferenceSink {
  readonly sections: Sections;
  name(from: Element, ref: NameRef | undefined, target: Exclude<ReferenceTarget, 'field'>, role: string): void;
  names(from: Element, refs: readonly NameRef[], target: Exclude<ReferenceTarget, 'field'>, role: string): void;
  /** `owner` undefined: the message is unknown itself, which is said at its own mention. */
  field(from: Element, ref: NameRef | undefined, owner: FieldOwner | undefined, role: string): void;
  type(from: Element, type: TypeExpr): void;
  result(): { readonly references: readonly Reference[]; readonly unresolved: readonly Reference[] };
}

export function createReferenceSink(sections: Sections): ReferenceSink {
  const references: Reference[] = [];
  const unresolved: Reference[] = [];

  function add(reference: Reference, known: boolean): void {
    references.push(reference);
    if (!known) unresolved.push(reference);
  }

  const sink: ReferenceSink = {
    sections,
    name(from, ref, target, role) {
      if (ref) add({ ref, target, from, role }, isKnown(sections, target, ref.name));
    },
    names(from, refs, target, role) {
      for (const ref of refs) sink.name(from, ref, target, role);
    },
    field(from, ref, owner, role) {
      if (ref === undefined || owner === undefined) return;
      const found = lookUpField(sections.types, owner.fields, ref.name.split('.'));
      const reference = { ref, target: 'field' as const, from, role, of: owner.id };
      if (found.found) add(reference, true);
      else add({ ...reference, candidates: found.candidates }, false);
    },
    type(from, type) {
      for (const ref of typeRefsIn(type)) sink.name(from, ref, 'type', 'type');
    },
    result: () => ({ references, unresolved }),
  };
  return sink;
}

function isKnown(sections: Sections, target: Exclude<ReferenceTarget, 'field'>, name: string): boolean {
  switch (target) {
    case 'service':
      return sections.services.has(name);
    case 'type':
      return sections.types.has(name);
    case 'channel':
      return sections.channels.has(name);
    case 'event':
      return sections.events.has(name);
    case 'command':
      return sections.commands.has(name);
    case 'message':
      return sections.events.has(name) || sections.commands.has(name);
  }
}
