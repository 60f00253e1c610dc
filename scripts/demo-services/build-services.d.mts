/** The services, in the order in which a checkout comes to them. */
export const SERVICES: readonly string[];

/**
 * Generates the services of the shop into `folder` by the command line, puts the hand-written handlers in place and compiles them: each
 * service as its own `npm run build` does, or, with `transpile`, all at once and without a look at their types, which needs no
 * declarations in `dist`. Resolves to the folder of each service, and where the list of all channels is. Rejects with what sagac or
 * the compiler says.
 */
export function buildServices(
  folder: string,
  options?: { readonly transpile?: boolean; readonly say?: (text: string) => void },
): Promise<{ readonly folders: Readonly<Record<string, string>>; readonly topics: string }>;
