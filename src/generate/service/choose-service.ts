import { type Diagnostic, didYouMean, type Outcome } from '../../diagnostics/index.js';
import { type Catalog, messagesIn } from '../../model/index.js';
import { generateDiagnostic } from '../messages.js';
import { catalogForService } from './catalog-for-service.js';

/** What the service of this name needs of a catalog; nothing where the catalog has no such service. */
export function chooseService(catalog: Catalog, service: string): Outcome<Catalog | undefined> {
  const own = catalog.services.get(service);
  if (!own) return { value: undefined, diagnostics: [unknownService(catalog, service)] };
  const value = catalogForService(catalog, service);
  const isIdle = messagesIn(value).length === 0;
  return { value, diagnostics: isIdle ? [generateDiagnostic('idle-service', own.nameSpan, { service })] : [] };
}

function unknownService(catalog: Catalog, service: string): Diagnostic {
  const names = [...catalog.services.keys()];
  const list = names.map((name) => `\`${name}\``).join(', ');
  const few = names.length > 0 && names.length <= 20 ? `The catalog has ${list}.` : undefined;
  const help = didYouMean(service, names) ?? few;
  return generateDiagnostic('unknown-service', undefined, { service }, help === undefined ? {} : { help });
}
