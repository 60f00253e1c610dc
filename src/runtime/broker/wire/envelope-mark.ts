import { headerIn } from './headers.js';

/** The header by which sagac knows its own messages, and what it has added to them. */
export const MARK_HEADER = 'sagac-envelope';

/** How a message stands on the wire. */
export type Form = 'binary' | 'structured' | 'plain';

/** What the format says about a message of its own, so that its receiver gets it as it was. */
export interface Mark {
  readonly form: Form;
  /** Headers that the format has added; the sender had none of them. */
  readonly added: readonly string[];
  /** The content type that the sender had set, where it is not that of the bytes. */
  readonly contentType?: string;
}

const FORMS: readonly string[] = ['binary', 'structured', 'plain'] satisfies Form[];

/** `binary,ce-source,ce-specversion`, and `,content-type=...` where that was another one. */
export function printMark({ form, added, contentType }: Mark): string {
  const replaced = contentType === undefined ? [] : [`content-type=${escapeText(contentType)}`];
  return [form, ...added, ...replaced].join(',');
}

/** The mark of a message; nothing where another system has written it. */
export function readMark(headers: Readonly<Record<string, string>>): Mark | undefined {
  const [form, ...parts] = headerIn(headers, MARK_HEADER)?.split(',') ?? [];
  if (!isForm(form)) return undefined;
  const replaced = parts.find((part) => part.startsWith('content-type='));
  const added = parts.filter((part) => !part.includes('='));
  if (replaced === undefined) return { form, added };
  return { form, added, contentType: unescapeText(replaced.slice('content-type='.length)) };
}

function isForm(text: string | undefined): text is Form {
  return text !== undefined && FORMS.includes(text);
}

function escapeText(text: string): string {
  // Half a surrogate pair would make encodeURIComponent throw.
  return encodeURIComponent(Buffer.from(text).toString());
}

function unescapeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
