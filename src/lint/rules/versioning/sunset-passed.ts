import { nodeAt } from '../../../language/node.js';
import { dayIn, daysBetween } from '../../../model/facts/days.js';
import { countOf, nameList } from '../../../model/facts/name-list.js';
import { consumersOf, serviceNames } from '../../../model/graph.js';
import { addTo } from '../../../model/grouped.js';
import type { Catalog, Element } from '../../../model/index.js';
import { deprecatedElements } from '../../facts/deprecated-elements.js';
import type { Finding, Rule } from '../../rule.js';

/** It should be gone by now. */
export const sunsetPassed: Rule = {
  id: 'sunset-passed',
  group: 'versioning',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow definitions whose sunset has passed.',
  why: `A date that passes without anything happening is the last one that anybody believes. Either the old definition is still used, and then whoever uses it has to be asked, or it is not, and then it is in the way of everybody who reads the catalog.

The day itself still counts as within time. Definitions of all kinds are judged; the finding says who is known to use it.`,
  bad: `services:
  airport: { owner: team-gates }
  boards: { owner: team-boards }
events:
  GateChanged@1:
    version: 1.2.0
    deprecated: { since: 2025-09-01, sunset: 2026-03-31, use: GateChanged }
    producer: airport
    consumers: [boards]
    payload: { flight: string, gate: string }
  GateChanged:
    version: 2.0.0
    producer: airport
    payload: { flight: string, from: string, to: string }
`,
  good: `services:
  airport: { owner: team-gates }
  boards: { owner: team-boards }
events:
  GateChanged:
    version: 2.0.0
    producer: airport
    consumers: [boards]
    payload: { flight: string, from: string, to: string }
`,
  check({ catalog, today, report }) {
    if (today === undefined) return;
    const passed = deprecatedElements(catalog).flatMap(([element, { sunset }]) => {
      const day = dayIn(sunset);
      return day !== undefined && day < today ? [[element, day] as const] : [];
    });
    if (passed.length === 0) return;
    const users = usersByName(catalog);
    for (const [element, day] of passed) report(findingFor(catalog, element, day, today, users));
  },
};

type Users = ReadonlyMap<string, ReadonlySet<string>>;

/** What mentions a definition, by the kind that is meant and its name. */
function usersByName(catalog: Catalog): Users {
  const users = new Map<string, Set<string>>();
  for (const { ref, target, from, role } of catalog.references) {
    if (role === 'successor' || from.id === ref.name) continue;
    const kind = target === 'event' || target === 'command' ? 'message' : target;
    addTo(users, `${kind} ${ref.name}`, from.id);
  }
  return users;
}

function findingFor(catalog: Catalog, element: Element, day: string, today: string, users: Users): Finding {
  const names = usersOf(catalog, element, users);
  const late = countOf(daysBetween(day, today), 'day');
  const use = element.deprecated?.use;
  const instead = use === undefined ? '' : ` to \`${use}\``;
  return {
    span: nodeAt(element.node, 'deprecated', 'sunset')?.span ?? element.nameSpan,
    message: `The ${element.kind} \`${element.id}\` was to be gone ${late} ago (${day})${names.length === 0 ? '' : `, and ${nameList(names, 4)} still ${names.length === 1 ? 'uses' : 'use'} it`}.`,
    element,
    help:
      names.length === 0
        ? 'Delete it: nothing in the catalog uses it any more.'
        : `Move ${names.length === 1 ? 'that one' : 'them'}${instead} and delete it, or agree on a later day.`,
  };
}

function usersOf(catalog: Catalog, element: Element, users: Users): readonly string[] {
  const kind = element.kind === 'event' || element.kind === 'command' ? 'message' : element.kind;
  const named = users.get(`${kind} ${element.id}`) ?? new Set<string>();
  const services = element.kind === 'event' ? consumersOf(catalog, element.id) : [];
  return [...new Set([...named, ...serviceNames(services)])].sort();
}
