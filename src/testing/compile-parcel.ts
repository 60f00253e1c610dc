import { compileSaga } from '../compile/compile-saga.js';
import type { Diagnostic } from '../diagnostics/index.js';
import type { SagaDefinition } from '../runtime/saga/definition.js';
import { catalogFromYaml } from './catalog-from-yaml.js';

/** Messages of a parcel service, with a field of every kind that waits, loops and guards may read. */
const PARCELS = `
services: { depot: {}, van: {}, till: {} }
types:
  Item: { fields: { sku: string, weight: decimal(6.2), fragile: boolean, note: string?, parts: int } }
  Box: { fields: { label: string, items: list<Item> } }
  Term: { type: duration }
events:
  ParcelSent:
    producer: depot
    payload:
      parcelId: uuid
      count: int
      weight: decimal(6.2)
      items: list<Item>
      boxes: list<Box>
      labels: list<string|null>
      extras: list<string>?
      term: Term
      trial: duration?
      pause: duration|null
      leavesOn: date
      leavesAt: timestamp
  ItemPacked: { producer: depot, payload: { parcelId: uuid, shelf: string } }
  ItemBroken: { producer: depot, payload: { parcelId: uuid, reason: string } }
  ItemUnpacked: { producer: depot, payload: { parcelId: uuid } }
  UnpackingFailed: { producer: depot, payload: { parcelId: uuid } }
  ItemFound: { producer: depot, payload: { parcelId: uuid, place: string } }
  ItemLost: { producer: depot, payload: { parcelId: uuid } }
  ParcelDelivered: { producer: van, payload: { parcelId: uuid, at: timestamp, after: duration? } }
  ParcelRefused: { producer: van, payload: { parcelId: uuid, reason: string } }
  ParcelRecalled: { producer: depot, payload: { parcelId: uuid } }
  ParcelHeard: { producer: van, payload: { parcelId: uuid } }
  ParcelClosed: { producer: depot, payload: { parcelId: uuid } }
  ParcelDropped: { producer: depot, payload: { parcelId: uuid } }
  FeePaid: { producer: till, payload: { parcelId: uuid } }
  FeeRefused: { producer: till, payload: { parcelId: uuid } }
commands:
  PackItem: { handler: depot, payload: { parcelId: uuid, sku: string? }, success: ItemPacked, failure: [ItemBroken] }
  UnpackItem: { handler: depot, payload: { parcelId: uuid }, success: ItemUnpacked, failure: [UnpackingFailed] }
  FindItem: { handler: depot, effect: none, payload: { parcelId: uuid }, success: ItemFound, failure: [ItemLost] }
  Shelve: { handler: depot, payload: { parcelId: uuid, shelf: string }, success: ItemPacked }
  PayFee: { handler: till, payload: { parcelId: uuid }, success: FeePaid, failure: [FeeRefused] }
`;

/** What stands beside the steps: more commands, one more key of the saga, other sagas; all as lines of YAML. */
export interface ParcelOptions {
  readonly commands?: string;
  readonly key?: string;
  readonly sagas?: string;
  readonly start?: string;
  /** The text of `sagac.yaml`. */
  readonly settings?: string;
}

/** A saga of these messages, compiled: its definition, and its diagnostics as `code @ source text: message`. */
export async function compileParcel(
  steps: string,
  { commands = '', key = '', sagas = '', start = 'ParcelSent', settings }: ParcelOptions = {},
): Promise<{ readonly value: SagaDefinition | undefined; readonly diagnostics: readonly string[] }> {
  const text = `${PARCELS}  ${commands}
sagas:
  ${sagas}
  Parcel:
    service: depot
    start: ${start}
    correlation: parcelId
    steps: ${steps}
    ${key}
`;
  const catalog = await catalogFromYaml(text, settings);
  const saga = catalog.sagas.get('Parcel');
  if (saga === undefined) throw new Error('no saga');
  const { value, diagnostics } = compileSaga(catalog, saga);
  return { value, diagnostics: diagnostics.map((diagnostic) => show(diagnostic, text)) };
}

function show({ code, message, span }: Diagnostic, text: string): string {
  return `${code} @ ${span ? text.slice(span.start, span.end) : '?'}: ${message}`;
}
