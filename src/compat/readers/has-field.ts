import { type Catalog, messageById } from '../../model/index.js';

/** Whether the payload of a message has a field of its own with this name. */
export function hasField(catalog: Catalog, message: string, field: string): boolean {
  return messageById(catalog, message)?.payload.fields.some(({ name }) => name === field) ?? false;
}
