import type { ServerName } from './start-server.d.mts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The URL that the environment gives. Undefined where it gives none; throws where it is none of that kind of server. */
export function givenUrl(name: ServerName, environment?: Environment): string | undefined;

/** Lines for `eval` of a shell. */
export function exportLines(urls: Readonly<Partial<Record<ServerName, string>>>): string;

/** Lines for `eval` of a shell, which take back those above. */
export function unsetLines(names: readonly ServerName[]): string;
