import { type Diagnostic, spanAt } from '../diagnostics/index.js';
import { type Host, HostError } from '../host.js';
import { MAX_FILE_BYTES, report } from './messages.js';
import { absolutePath } from './paths.js';

/** The text of a file, or why there is none; `text` may be there beside a problem, for code frames. */
export interface FileRead {
  readonly text?: string;
  readonly problem?: Diagnostic;
}

/** Reads a file of the catalog as UTF-8, without its byte order mark. */
export function readFile(host: Host, root: string, file: string): FileRead {
  let bytes: Uint8Array;
  try {
    bytes = host.readBytes(absolutePath(root, file));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return { problem: report('file-unreadable', spanAt(file, 0), { file, code: error.code }) };
  }
  if (bytes.length > MAX_FILE_BYTES) {
    return { problem: report('file-too-large', spanAt(file, 0), { file, bytes: bytes.length }) };
  }
  return decode(file, bytes);
}

const STRICT = new TextDecoder('utf-8', { fatal: true });

function decode(file: string, bytes: Uint8Array): FileRead {
  try {
    return { text: STRICT.decode(bytes) };
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    const at = Math.max(0, text.indexOf('\uFFFD'));
    const encoding = byteOrderMark(bytes);
    const problem = report('file-not-utf8', spanAt(file, at, at + 1), { file, ...(encoding && { encoding }) });
    return { text, problem };
  }
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  const big = bytes[0] === 0xfe && bytes[1] === 0xff;
  return little || big ? 'UTF-16' : undefined;
}
