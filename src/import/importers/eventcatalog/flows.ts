import { nodeAt } from '../../../language/node.js';
import { itemsAt, textAt } from '../../../model/build/read.js';
import type { JsonValue } from '../../../model/type.js';
import type { DraftElement } from '../../draft.js';
import { isMap, type JsonMap } from '../asyncapi/values.js';
import { ownDefinition, plainValue } from './matter.js';
import { pointedAt } from './messages.js';
import type { Page } from './pages.js';
import type { Reading } from './reading.js';

/** Key under which the drawing of a foreign flow is kept. */
const KEPT = 'x-eventcatalog-flows';

/**
 * A flow of an export is the saga or flow that it was made of. Any other is a drawing: it says nothing of undos, time limits and
 * attempts, so it is kept as it is where it begins, and a person is told.
 */
export function addFlows(reading: Reading, pages: readonly Page[]): void {
  for (const page of pages) {
    const saga = ownDefinition(page.matter, 'x-sagac-saga');
    const flow = ownDefinition(page.matter, 'x-sagac-flow');
    const name = textAt(page.matter, 'name') ?? page.id;
    if (saga) reading.sagas.set(name, saga);
    else if (flow) reading.flows.set(name, flow);
    else if (page.isOlder) {
      reading.tally.add('A version of a flow', 'versions of flows', 'only the newest is kept', page.matter.span);
    } else keepDrawing(reading, page);
  }
}

function keepDrawing(reading: Reading, page: Page): void {
  const place = placeOf(reading, page);
  const steps = nodeAt(page.matter, 'steps');
  const kept: JsonMap = {
    id: page.id,
    ...(page.version !== undefined && { version: page.version }),
    ...textOf(page, 'summary'),
    ...(steps && { steps: plainValue(steps) }),
  };
  const where =
    place === undefined ? 'no service or message of it is here' : `it is kept as \`${KEPT}\` of \`${place.name}\``;
  const reason = `it is a drawing without undos, time limits and attempts, of which you can write a saga; ${where}`;
  reading.builder.leftOut(`The flow \`${page.id}\``, reason, page.matter.span);
  place?.keep(kept);
}

function textOf(page: Page, key: string): JsonMap {
  const text = textAt(page.matter, key);
  return text === undefined ? {} : { [key]: text };
}

interface Place {
  readonly name: string;
  keep(flow: JsonMap): void;
}

/** The message that a flow begins with, or the first that it has. */
function placeOf(reading: Reading, page: Page): Place | undefined {
  for (const step of itemsAt(page.matter, 'steps')) {
    const message = nodeAt(step, 'message');
    const found = message && pointedAt(reading, textAt(message, 'id') ?? '', textAt(message, 'version'));
    const id = found && reading.messageIds.get(found);
    if (id === undefined) continue;
    return { name: id, keep: (flow) => reading.builder.updateMessage(id, (known) => withFlow(known, flow)) };
  }
  return undefined;
}

function withFlow<T extends DraftElement>(element: T, flow: JsonMap): T {
  const known = element.extensions?.[KEPT];
  const flows: readonly JsonValue[] = Array.isArray(known) ? known.filter(isMap) : [];
  return { ...element, extensions: { ...element.extensions, [KEPT]: [...flows, flow] } };
}
