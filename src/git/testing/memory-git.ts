import type { GitAnswer } from '../../host.js';

/** A repository in memory: commits by the names that lead to them, each with its files by path. */
export interface MemoryRepository {
  /** The folder of the repository, with `/`. */
  readonly root: string;
  readonly refs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The ref whose commit `merge-base` gives. */
  readonly base?: string;
  readonly remotes?: readonly string[];
  readonly shallow?: boolean;
}

/** Answers what `src/git/` asks of git, as a repository without tags. A commit is named by its ref, an object by ref and path. */
export function memoryGit({ root, refs, base, remotes = [], shallow = false }: MemoryRepository) {
  const hex = (text: string) => Buffer.from(text).toString('hex');
  const textOf = (object: string) => {
    const [ref = '', path = ''] = Buffer.from(object, 'hex').toString().split('\0');
    return refs[ref]?.[path];
  };

  return (folder: string, args: readonly string[], input = ''): GitAnswer => {
    const [command, ...rest] = args;
    const last = rest.at(-1) ?? '';
    switch (`${command} ${rest[0] ?? ''}`.trim()) {
      case 'rev-parse --show-prefix':
        return said(folder === root ? '\n' : `${folder.slice(root.length + 1)}/\n`);
      case 'rev-parse --is-shallow-repository':
        return said(String(shallow));
      case 'rev-parse --verify':
        return verify(last);
      case 'remote':
        return said(remotes.join('\n'));
      case 'merge-base HEAD':
        return base === undefined ? refused() : said(base);
      case 'cat-file --batch':
        return said(
          input
            .split('\n')
            .flatMap((object) => (object === '' ? [] : blob(object)))
            .join(''),
        );
      case 'cat-file --batch-check':
        return said(input.replaceAll(/[^\n]+/g, kindLine));
      case 'tag --list':
        return said('');
      default:
        return command === 'ls-tree' ? said(listing(last)) : refused(`fatal: unknown ${args.join(' ')}`);
    }
  };

  function verify(name: string): GitAnswer {
    const [ref = '', path] = name.replace(/\^\{commit\}$/, '').split(':');
    if (!refs[ref]) return refused();
    if (path === undefined || path === '') return said(path === undefined ? ref : `${ref}:`);
    return Object.keys(refs[ref]).some((file) => file.startsWith(`${path}/`)) ? said(name) : refused();
  }

  function kindLine(name: string): string {
    const [ref = '', path = ''] = name.split(':');
    if (refs[ref]?.[path] !== undefined) return `${hex(`${ref}\0${path}`)} blob 0`;
    return verify(name).status === 0 ? `${path === '' ? `${ref}:` : name} tree 0` : `${name} missing`;
  }

  function listing(name: string): string {
    const [ref = '', folder = ''] = name.split(':');
    const prefix = folder === '' ? '' : `${folder}/`;
    const files = Object.keys(refs[ref] ?? {}).filter((path) => path.startsWith(prefix));
    return files.map((path) => `100644 blob ${hex(`${ref}\0${path}`)}\t${path.slice(prefix.length)}\0`).join('');
  }

  function blob(object: string): string {
    const text = textOf(object);
    return text === undefined
      ? `${object} missing\n`
      : `${object} blob ${new TextEncoder().encode(text).length}\n${text}\n`;
  }
}

function said(text: string): GitAnswer {
  return { status: 0, out: new TextEncoder().encode(text), err: '' };
}

function refused(err = ''): GitAnswer {
  return { status: 128, out: new Uint8Array(), err };
}
