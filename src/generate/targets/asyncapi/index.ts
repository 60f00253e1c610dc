import type { Diagnostic } from '../../../diagnostics/index.js';
import { nameList } from '../../../model/facts/name-list.js';
import type { ServiceDef } from '../../../model/index.js';
import { fileNames } from '../../file-names.js';
import { generateDiagnostic } from '../../messages.js';
import type { OutputFile, Target, TargetContext, TargetResult } from '../../target.js';
import { jsonText } from '../../text.js';
import { type YamlValue, yamlText } from '../../yaml-text.js';
import { documentOf } from './document.js';
import { missingOptions } from './info.js';
import { type AsyncApiOptions, asyncApiOptionSchema, readAsyncApiOptions } from './options.js';
import { readPayloads } from './payloads.js';
import { planDocument } from './plan.js';
import { rolesOf } from './roles.js';

/** An AsyncAPI 3 document for each service of the catalog that is not external. */
export const asyncapi: Target = {
  id: 'asyncapi',
  summary: 'AsyncAPI 3 documents, one a service: what it sends and receives, with replies, retries and dead letters',
  options: asyncApiOptionSchema,
  generate,
};

function generate(context: TargetContext): TargetResult {
  const { catalog, service: only } = context;
  const options = readAsyncApiOptions(context.options);
  const payloads = readPayloads(context, options);
  const roles = rolesOf(catalog);
  const own = [...catalog.services.values()].filter(({ id, external }) =>
    only === undefined ? !external : id === only,
  );
  const { names, diagnostics } = fileNames(catalog.services.values());
  const files = own.map((service): OutputFile => {
    const plan = planDocument(catalog, options, service, roles.get(service.id) ?? []);
    const document = documentOf(catalog, options, plan, payloads);
    const text =
      options.format === 'json' ? jsonText(document) : yamlText(document as { readonly [key: string]: YamlValue });
    return { path: `${names.get(service.id)}.${options.format}`, text };
  });
  return { files, diagnostics: [...payloads.diagnostics, ...diagnostics, ...incomplete(own, options)] };
}

/** What linters will miss, and nobody but the user knows. */
function incomplete(services: readonly ServiceDef[], options: AsyncApiOptions): readonly Diagnostic[] {
  const missing = missingOptions(options);
  if (services.length === 0 || missing.length === 0) return [];
  return [generateDiagnostic('asyncapi-info-incomplete', undefined, { options: nameList(missing) })];
}
