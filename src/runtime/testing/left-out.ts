import { describe, it } from 'vitest';

/** Stands for tests whose server cannot be had here, which has been printed: a file needs at least one. */
export function describeLeftOut(): void {
  describe.skip('without a PostgreSQL server', () => it('is left out', () => undefined));
}
