import { describe, it } from 'vitest';
import { MINUTES, proveFor, ROUND_TIMEOUT } from './prove.js';
import { createSqliteSite } from './sqlite-site.js';

describe('workers on one SQLite file that are killed and paused', () => {
  it(
    'lose nothing and do nothing twice',
    () => proveFor(() => createSqliteSite(MINUTES > 0)),
    ROUND_TIMEOUT + MINUTES * 60_000,
  );
});
