import { afterEach, describe } from 'vitest';
import { describeClaims } from './contract/claims.js';
import { describeCommits } from './contract/commits.js';
import { describeLeases } from './contract/leases.js';
import { describeMail } from './contract/mail.js';
import { describeQueries } from './contract/queries.js';
import { type StoreFixture, setStage } from './contract/set-up.js';

export type { StoreFixture } from './contract/set-up.js';

/** Everything that a store promises, run against an adapter. */
export function describeStoreContract(name: string, createFixture: () => Promise<StoreFixture>): void {
  describe(`${name} as a saga store`, () => {
    const stage = setStage(createFixture);
    afterEach(() => stage.strike());
    describeCommits(stage);
    describeLeases(stage);
    describeClaims(stage);
    describeMail(stage);
    describeQueries(stage);
  });
}
