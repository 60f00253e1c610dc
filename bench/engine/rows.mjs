/** What is measured: every contestant in every shape of load that it takes part in. */

/** Who takes part. `needs` is what has to run for it, `base` the contestant that has the same store and no engine. */
export const contestants = [
  { name: 'floor-sqlite', title: 'bare writes, SQLite', engine: 'floor-sqlite', needs: 'nothing' },
  { name: 'sagac-sqlite', title: 'sagac, SQLite', engine: 'sagac-sqlite', needs: 'nothing', base: 'floor-sqlite' },
  { name: 'floor-postgres', title: 'bare writes, PostgreSQL', engine: 'floor-postgres', needs: 'postgres' },
  {
    name: 'sagac-postgres',
    title: 'sagac, PostgreSQL',
    engine: 'sagac-postgres',
    needs: 'postgres',
    base: 'floor-postgres',
  },
  {
    name: 'dbos',
    title: 'DBOS, same PostgreSQL',
    engine: 'dbos',
    needs: 'postgres',
    peer: true,
    base: 'floor-postgres',
  },
  { name: 'restate', title: 'Restate', engine: 'restate', needs: 'restate', peer: true },
  { name: 'restate-2', title: 'Restate, 2 partitions', engine: 'restate', needs: 'restate', peer: true, partitions: 2 },
];

const ONE = ['floor-sqlite', 'sagac-sqlite', 'floor-postgres', 'sagac-postgres', 'dbos', 'restate'];
const TWO = ['floor-postgres', 'sagac-postgres', 'dbos'];

/** Loads, and who is put under them. Callers are those of all worker processes together. */
const shapes = [
  { callers: 1, kind: 'ok', workers: 1, names: ONE },
  { callers: 1, kind: 'fail', workers: 1, names: ONE },
  { callers: 100, kind: 'ok', workers: 1, names: [...ONE, 'restate-2'] },
  { callers: 100, kind: 'fail', workers: 1, names: [...ONE, 'restate-2'] },
  { callers: 100, kind: 'ok', workers: 2, names: TWO },
  { callers: 100, kind: 'fail', workers: 2, names: TWO },
];

/** The speed that the project has set itself as its aim, on two cores and a disk that flushes in about 0.1 ms. */
const aims = [
  { name: 'sagac-sqlite', callers: 100, kind: 'ok', workers: 1, figure: 'perSecond', atLeast: 10_000 },
  { name: 'sagac-postgres', callers: 100, kind: 'ok', workers: 1, figure: 'perSecond', atLeast: 4_000 },
  { name: 'sagac-postgres', callers: 100, kind: 'ok', workers: 2, figure: 'perSecond', atLeast: 6_000 },
  { name: 'sagac-sqlite', callers: 1, kind: 'ok', workers: 1, figure: 'p50', atMost: 1 },
  { name: 'sagac-postgres', callers: 1, kind: 'ok', workers: 1, figure: 'p50', atMost: 2 },
];

/** All rows in the order of a round: contestants of one shape follow each other, so that the same moment hits them. */
export function rowsOf(wanted) {
  return shapes.flatMap(({ names, ...shape }) =>
    contestants
      .filter(({ name }) => names.includes(name) && wanted(name))
      .map((contestant) => ({ ...contestant, ...shape, aim: aims.find((aim) => isOf(aim, contestant, shape)) })),
  );
}

function isOf(aim, { name }, { callers, kind, workers }) {
  return aim.name === name && aim.callers === callers && aim.kind === kind && aim.workers === workers;
}
