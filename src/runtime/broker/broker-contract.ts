import { afterEach, beforeEach, describe } from 'vitest';
import { describeDeliveries } from './contract/deliveries.js';
import type { BrokerFixture } from './contract/fixture.js';
import { describeGroups } from './contract/groups.js';
import { describeMessages } from './contract/messages.js';
import { describeOperations } from './contract/operations.js';
import { describeOutages } from './contract/outages.js';

export type { BrokerFixture } from './contract/fixture.js';

const PARTS = {
  messages: describeMessages,
  groups: describeGroups,
  deliveries: describeDeliveries,
  outages: describeOutages,
  operations: describeOperations,
};

/** What every broker has to keep, whatever is behind it. */
export function describeBrokerContract(name: string, createFixture: () => Promise<BrokerFixture>): void {
  describe.each(Object.entries(PARTS))(`the ${name} broker: %s`, (_part, describePart) => {
    let fixture: BrokerFixture;
    beforeEach(async () => {
      fixture = await createFixture();
    });
    afterEach(() => fixture.cleanUp());
    describePart(() => fixture);
  });
}
