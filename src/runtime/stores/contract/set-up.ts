import type { Owner, SagaStore } from '../../store.js';
import { HASH, OTHER_HASH, START, tinySaga } from './builders.js';

/** A store under test. Leases go by the `now` that is passed in, unless `realTime` says that they go by a clock. */
export interface StoreFixture {
  /** Another handle on the same data, as a second process would have. */
  open(): Promise<SagaStore>;
  cleanUp(): Promise<void>;
  readonly realTime?: {
    /** A lease that is long enough to do something in it, and short enough to wait for its end. */
    readonly leaseMs: number;
    /** Resolves when every lease of `leaseMs` that was given before has ended. */
    letLeasesEnd(): Promise<void>;
  };
  /** `watch` is told what other handles leave. */
  readonly watches?: boolean;
}

/** What the parts of the suite work with: a fresh fixture in every test, and the time. */
export interface Stage {
  /** Opens a handle, which is closed after the test. */
  open(): Promise<SagaStore>;
  /** An owner whose lease outlives the test. */
  register(store: SagaStore): Promise<Owner>;
  /** An owner whose lease `endBriefLeases` ends. */
  registerBriefly(store: SagaStore): Promise<Owner>;
  renew(store: SagaStore, owner: Owner): Promise<boolean>;
  endBriefLeases(): Promise<void>;
  /** Whether other handles are heard of. */
  watches(): Promise<boolean>;
  /** Closes what was opened, and cleans up. */
  strike(): Promise<void>;
}

const LONG_LEASE = 3_600_000;
const BRIEF_LEASE = 1_000;

/** Sets a stage that makes its fixture when the first handle is opened. */
export function setStage(createFixture: () => Promise<StoreFixture>): Stage {
  let fixture: Promise<StoreFixture> | undefined;
  let opened: SagaStore[] = [];
  let now = START;

  function current(): Promise<StoreFixture> {
    fixture ??= createFixture();
    return fixture;
  }

  return {
    async open() {
      const store = await (await current()).open();
      opened.push(store);
      await store.saveDefinition(HASH, tinySaga);
      await store.saveDefinition(OTHER_HASH, { ...tinySaga, version: '2.0.0' });
      return store;
    },
    register: (store) => store.register(now, LONG_LEASE),
    registerBriefly: async (store) => store.register(now, (await current()).realTime?.leaseMs ?? BRIEF_LEASE),
    renew: (store, owner) => store.renew(owner, now, LONG_LEASE),
    async endBriefLeases() {
      now += BRIEF_LEASE + 1;
      await (await current()).realTime?.letLeasesEnd();
    },
    watches: async () => (await current()).watches === true,
    async strike() {
      await Promise.all(opened.map((store) => store.close()));
      await (await fixture)?.cleanUp();
      [fixture, opened, now] = [undefined, [], START];
    },
  };
}
