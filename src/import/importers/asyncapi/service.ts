import type { DraftService } from '../../draft.js';
import { tagsOf } from './channels.js';
import { entriesOf, inlined, part, textIn } from './located.js';
import { extensionsIn, foreignExtensions, keysBeyond, ownMap } from './own.js';
import type { Reading } from './read-document.js';
import { hasKeys, type JsonMap, present, summaryAndDocs, textAt, textsAt } from './values.js';

/** Adds the application that a document describes, and returns its name in the draft. `wanted` goes before what it says. */
export function addService(reading: Reading, wanted: string | undefined): string {
  const { builder, root } = reading;
  const own = ownMap(root, 'x-sagac-service');
  const name = wanted ?? textAt(own, 'name') ?? textIn(root, 'info', 'title') ?? 'service';
  if (own) return builder.service(name, ownService(reading, own));
  tellPlaces(reading);
  return builder.service(name, foreignService(reading));
}

const KNOWN = ['name', 'summary', 'docs', 'tags', 'owner', 'domain', 'external'];

function ownService({ root }: Reading, own: JsonMap): DraftService {
  const tags = textsAt(own, 'tags');
  const version = textIn(root, 'info', 'version');
  const kept = version === undefined || version === '0.0.0' ? {} : { 'x-version': version };
  const extensions = { ...extensionsIn(own), ...kept };
  return {
    ...(present({ summary: textAt(own, 'summary'), docs: textAt(own, 'docs') }) as object),
    ...(tags.length > 0 && { tags }),
    ...(present({ owner: textAt(own, 'owner'), domain: textAt(own, 'domain') }) as object),
    ...(own['external'] === true && { external: true }),
    ...(hasKeys(extensions) && { extensions }),
    ...keysBeyond(own, KNOWN),
  };
}

/** The contact answers for it; what a catalog has no words for is kept under keys of its own. */
function foreignService(reading: Reading): DraftService {
  const { context, root } = reading;
  const info = part(root, 'info') ?? root;
  const kept = (key: string) => {
    const place = part(info, key) ?? part(root, key);
    return place && inlined(context, place);
  };
  const owner = textIn(info, 'contact', 'name');
  const extensions = {
    ...present({
      'x-version': textIn(info, 'version'),
      'x-id': textIn(root, 'id'),
      'x-contact': kept('contact'),
      'x-license': kept('license'),
      'x-terms-of-service': textIn(info, 'termsOfService'),
      'x-external-docs': kept('externalDocs'),
    }),
    ...foreignExtensions(info),
    ...foreignExtensions(root),
  };
  return {
    ...summaryAndDocs(textIn(info, 'description')),
    ...tagsOf(reading, part(info, 'tags') ? info : root),
    ...(owner !== undefined && { owner }),
    ...(hasKeys(extensions) && { extensions }),
  };
}

/** Where brokers are, and how one gets in, is no matter of a catalog. */
function tellPlaces({ builder, root }: Reading): void {
  const servers = part(root, 'servers');
  if (entriesOf(servers).length > 0) {
    const reason = 'a catalog says what carries a channel, not where that is';
    builder.leftOut('What `servers` says of hosts and access', reason, servers?.node.span);
  }
  const security = part(root, 'components', 'securitySchemes');
  if (entriesOf(security).length > 0) {
    builder.leftOut('What `securitySchemes` says', 'a catalog does not say how one gets in', security?.node.span);
  }
}
