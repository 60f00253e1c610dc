/** File of hashes that each output folder has. */
export const MANIFEST_NAME = '.sagac-manifest.json';

/** Behind the name of a file that is being written, until it takes the place of the file. */
export const DRAFT_SUFFIX = '.sagac-draft';

const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is there to find.
const FORBIDDEN = /[\u0000-\u001f\u007f<>:"|?*\\]/;

/** Why a path relative to an output folder or the catalog cannot be written on every system, or undefined where it can. */
export function outputPathProblem(path: string): string | undefined {
  if (path.length > 400) return 'is too long';
  if (FORBIDDEN.test(path)) return 'has a character that not every disk allows';
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return 'leaves its folder';
  if (parts.some((part) => DEVICE.test(part))) return 'is the name of a device on Windows';
  if (parts.some((part) => /[. ]$/.test(part))) return 'has a part that ends with a dot or a space';
  if (parts.some((part) => part.toLowerCase() === '.git')) return 'is in the folder of git';
  if (parts.at(-1) === MANIFEST_NAME || path.endsWith(DRAFT_SUFFIX)) return 'is a name that sagac uses itself';
  return undefined;
}

/** The path under which a disk that ignores case keeps a file. */
export function foldedPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
