import { nodeAt } from '../../../language/node.js';
import { dayIn } from '../../../model/facts/days.js';
import type { Deprecation, Element } from '../../../model/index.js';
import { deprecatedElements } from '../../facts/deprecated-elements.js';
import type { Finding, Rule } from '../../rule.js';

/** On its way out, and nobody knows until when. */
export const deprecatedWithoutSunset: Rule = {
  id: 'deprecated-without-sunset',
  group: 'versioning',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require a date on which something deprecated goes away.',
  why: `A deprecation without a date is a wish: no consumer plans the change, and the producer serves both versions for years. A date can be put into a calendar, asked for and, when somebody needs longer, moved.

\`sunset\` is a day such as 2027-01-31; anything else that stands there is no date. Judged are definitions, not single fields.`,
  bad: `services:
  fleet: { owner: team-fleet }
events:
  VehicleServiced@1:
    version: 1.4.0
    deprecated: { since: 2.0.0, use: VehicleServiced }
    producer: fleet
    payload: { vehicleId: uuid }
  VehicleServiced:
    version: 2.0.0
    producer: fleet
    payload: { vehicleId: uuid, mileage: int }
`,
  good: `services:
  fleet: { owner: team-fleet }
events:
  VehicleServiced@1:
    version: 1.4.0
    deprecated: { since: 2.0.0, sunset: 2027-01-31, use: VehicleServiced }
    producer: fleet
    payload: { vehicleId: uuid }
  VehicleServiced:
    version: 2.0.0
    producer: fleet
    payload: { vehicleId: uuid, mileage: int }
`,
  check({ catalog, report }) {
    for (const [element, deprecation] of deprecatedElements(catalog)) {
      if (dayIn(deprecation.sunset) === undefined) report(findingFor(element, deprecation));
    }
  },
};

function findingFor(element: Element, { sunset, span }: Deprecation): Finding {
  const what = `The ${element.kind} \`${element.id}\``;
  return {
    span: nodeAt(element.node, 'deprecated', 'sunset')?.span ?? span,
    message:
      sunset === undefined
        ? `${what} is deprecated, and nothing says until when it stays.`
        : `${what} is deprecated until \`${sunset}\`, which is no date.`,
    element,
    help: 'Agree with its users on a day and write it down: `sunset: YYYY-MM-DD`.',
  };
}
