import type { Diagnostic } from '../diagnostics/index.js';
import type { Element } from '../model/index.js';
import { generateDiagnostic } from './messages.js';
import { foldedPath, outputPathProblem } from './output-path.js';

/** Names of files or folders by the ids of definitions, and who had to give way to whom. */
export interface FileNames {
  readonly names: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A name for a file or folder of each definition, without its extension: the wanted one, which is the id by default. What no
 * Windows takes (`aux`, a dot at the end), and what would be the file of an earlier definition on a disk that ignores case,
 * gets an underscore; what is too long is cut.
 */
export function fileNames<E extends Element>(
  elements: Iterable<E>,
  wantedOf: (element: E) => string = ({ id }) => id,
): FileNames {
  const owners = new Map<string, string>();
  const names = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const element of elements) {
    const wanted = wantedOf(element);
    let name = portableName(wanted);
    while (owners.has(foldedPath(name))) name += '_';
    if (name !== wanted) diagnostics.push(renamed(element, wanted, name, owners.get(foldedPath(portableName(wanted)))));
    owners.set(foldedPath(name), `${element.kind} \`${element.id}\``);
    names.set(element.id, name);
  }
  return { names, diagnostics };
}

/** Of a part of a path, so that a disk takes it, twice one behind the other too. */
const LONGEST = 120;

/** The name, cut where it is too long, with an underscore in it where some disk would not take it. */
export function portableName(name: string): string {
  const cut = name.slice(0, LONGEST);
  const ended = /[. ]$/.test(cut) ? `${cut}_` : cut;
  // `con.txt` is the device `con` as well.
  return outputPathProblem(ended) === undefined ? ended : ended.replace(/\.|$/, (end) => `_${end}`);
}

function renamed(element: Element, wanted: string, given: string, other: string | undefined): Diagnostic {
  const one = `${element.kind} \`${element.id}\``;
  const reason =
    other === undefined
      ? `not every disk takes a file \`${wanted}\``
      : `a disk that ignores case would take \`${wanted}\` for the file of the ${other}`;
  const place = { element: `${element.kind} ${element.id}` };
  return generateDiagnostic('file-renamed', element.nameSpan, { one, given, reason }, place);
}
