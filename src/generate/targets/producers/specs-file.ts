import { messageShapes } from '../../../compile/message-shape.js';
import { namesOf } from '../../../model/graph.js';
import type { Catalog, MessageDef } from '../../../model/index.js';
import { replyChannel } from '../../../runtime/consumer/channels.js';
import type { TemplateView } from '../../template.js';
import { objectKey, uriPart } from '../../text.js';
import { literalText } from '../sagas/literal-text.js';
import { keyField, type Published, type ServicePlan } from './service-plan.js';

/** What a message without a `version` counts as. */
const NO_VERSION = '0.0.0';

/** What `specs.ts` is filled with: what the runtime has to know of each message. */
export function specsView(catalog: Catalog, plan: ServicePlan): TemplateView {
  const all: readonly Published[] = [...plan.events, ...plan.commands];
  return {
    specs: all.map((published) => ({
      key: objectKey(published.message.id),
      spec: literalText(specOf(catalog, plan, published), '  '),
    })),
  };
}

function specOf(catalog: Catalog, { service }: ServicePlan, { message, channel }: Published) {
  const key = keyField(catalog, message);
  return {
    message: message.id,
    type: message.wire ?? message.name,
    version: message.version ?? NO_VERSION,
    channel,
    source: `/${uriPart(service.id)}`,
    envelope: catalog.settings.envelope,
    ...(key !== undefined && { key }),
    ...shapeOf(catalog, message),
    ...(message.kind === 'command' && {
      command: { replyTo: replyChannel(service.id), success: namesOf(message.success) },
    }),
  };
}

/** A payload that is no object of known fields has no shape. */
function shapeOf(catalog: Catalog, { id, payload }: MessageDef) {
  const shape = payload.raw === undefined ? messageShapes(catalog, [id])[id] : undefined;
  return shape === undefined ? {} : { shape };
}
