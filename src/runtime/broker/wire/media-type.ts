/** The media type of a content type, without its parameters and in lower case: `application/json`. */
export function mediaTypeOf(contentType: string): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** Says whether a content type stands for JSON: `application/json`, `text/json` or `application/problem+json`. */
export function isJsonType(contentType: string): boolean {
  const type = mediaTypeOf(contentType);
  return type === 'application/json' || type === 'text/json' || type.endsWith('+json');
}

/** What JSON is called where nobody says it otherwise. */
export const JSON_TYPE = 'application/json';

/** Says whether two content types name the same: `application/json` and `application/problem+json` are both JSON. */
export function isSameType(one: string, other: string): boolean {
  return mediaTypeOf(one) === mediaTypeOf(other) || (isJsonType(one) && isJsonType(other));
}

/** A CloudEvent in structured mode. */
export const STRUCTURED_TYPE = 'application/cloudevents+json';

/** Bytes of which nothing is known. */
export const BINARY_TYPE = 'application/octet-stream';
