import { safeIdentifier } from '../../reserved-words.js';
import { isIdentifier, pascalCase, stringLiteral } from '../../text.js';

/** `order-checkout` of `OrderCheckout`: folder and file name. */
export function kebabCase(name: string): string {
  const split = name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').replace(/([A-Z])([A-Z][a-z])/g, '$1-$2');
  return split.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase();
}

/** Names that the files of a saga use beside its own. */
const OWN_NAMES: ReadonlySet<string> = new Set(['Omit', 'Partial', 'StandIns']);

/** The type of a running saga, and what names derived from it begin with. */
export function sagaTypeName(saga: string): string {
  return safeIdentifier(pascalCase(saga), OWN_NAMES);
}

/** The interface of each service: `CarRentalParticipant` of `car-rental`; the later of two equal names gets an underscore. */
export function participantNames(services: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const service of services) {
    let name = `${safeIdentifier(pascalCase(service))}Participant`;
    while ([...names.values()].includes(name)) name += '_';
    names.set(service, name);
  }
  return names;
}

/** Access to a property by any name. */
export function access(object: string, name: string): string {
  return isIdentifier(name) ? `${object}.${name}` : `${object}[${stringLiteral(name)}]`;
}
