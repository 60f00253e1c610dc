import { nodeAt } from '../../../language/node.js';
import type { Catalog, ServiceDef } from '../../../model/index.js';
import { uriPart } from '../../text.js';
import { filled, type Json } from './json.js';
import type { AsyncApiOptions } from './options.js';

/** The option's text with `{service}`, `{owner}`, `{domain}` and `{catalog}` filled in, each made fit for its place. */
function fillIn(
  text: string | undefined,
  catalog: Catalog,
  service: ServiceDef,
  encode: (name: string) => string,
): string | undefined {
  const names: Readonly<Record<string, string>> = {
    service: service.id,
    owner: service.owner?.trim() || catalog.settings.catalog,
    domain: service.domain?.trim() || catalog.settings.catalog,
    catalog: catalog.settings.catalog,
  };
  return text?.replace(/\{(service|owner|domain|catalog)\}/g, (_, name: string) => encode(names[name] ?? ''));
}

/** The part of a mail address before its `@`, of what may stand there unquoted. */
function mailPart(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._+-]+/g, '-').replace(/\.{2,}/g, '.');
  return plain.replace(/^[.-]+|[.-]+$/g, '') || 'owner';
}

/** A URN that is the same in every release: who refers to the document goes by it. */
export function documentId(catalog: Catalog, service: ServiceDef, options: AsyncApiOptions): string {
  return fillIn(options.id ?? 'urn:sagac:{catalog}:{service}', catalog, service, uriPart) ?? '';
}

/** What the document says of the service. Its version is that of `x-version` on the service, or of the options. */
export function infoOf(catalog: Catalog, service: ServiceDef, options: AsyncApiOptions): Json {
  const { summary, docs, owner } = service;
  const name = catalog.settings.catalog;
  const told = [summary, docs].filter((text) => text !== undefined && text.trim() !== '');
  const description =
    told.length > 0 ? told.join('\n\n') : `What ${service.id} sends and receives, from the ${name} catalog.`;
  const contact = filled({
    name: fillIn(options.contactName, catalog, service, (text) => text) ?? (owner?.trim() || undefined),
    url: fillIn(options.contactUrl, catalog, service, uriPart),
    email: fillIn(options.contactEmail, catalog, service, mailPart),
  });
  return filled({
    title: service.id,
    version: versionOf(service) ?? options.version,
    description,
    contact,
    license: options.license,
    tags: tagsOf([...service.tags, ...(service.domain === undefined ? [] : [service.domain]), name]),
  });
}

function versionOf(service: ServiceDef): string | undefined {
  const written = nodeAt(service.node, 'x-version');
  return written?.kind === 'scalar' && written.value !== null ? written.text : undefined;
}

/** Tags as objects, each name once: two of one name are an error. */
export function tagsOf(names: readonly string[]): readonly Json[] {
  return [...new Set(names)].map((name) => ({ name }));
}

/** The options that have to be given before a document says all that AsyncAPI's linters ask for. */
export function missingOptions(options: AsyncApiOptions): readonly string[] {
  return (['contactEmail', 'contactUrl', 'license'] as const).filter((name) => options[name] === undefined);
}
