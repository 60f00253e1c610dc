import pg from 'pg';
import { importPeer } from '../peers/peers.mjs';
import { createParticipants, orderOf } from '../saga.mjs';

const POOL = 20;
const OUTCOMES = { SUCCESS: 'ended' };

/** DBOS in this process, its system tables in a database of the PostgreSQL that sagac uses too. */
export async function openEngine({ url, share }) {
  const { DBOS } = await importPeer('@dbos-inc/dbos-sdk');
  const participants = createParticipants();
  const saga = DBOS.registerWorkflow(sagaOf(DBOS, participants), { name: 'order' });
  DBOS.setConfig({
    name: 'bench',
    executorID: `worker-${share}`,
    systemDatabaseUrl: url,
    systemDatabasePoolSize: POOL,
    logLevel: 'error',
  });
  await DBOS.launch();
  return {
    calls: () => participants.calls,
    async run(id, kind) {
      const handle = await DBOS.startWorkflow(saga, { workflowID: id })(orderOf(id, kind));
      return handle.getResult();
    },
    stored: () => countWorkflows(url),
    close: () => DBOS.shutdown(),
  };
}

/** Its documented way to write a saga: undos are gathered as steps succeed, and run in the catch block. */
function sagaOf(DBOS, participants) {
  const step = (name) => DBOS.runStep(participants[name], { name });
  async function confirm() {
    await participants.confirm();
    throw new Error('refused');
  }
  return async function order({ refuse }) {
    const undos = [];
    try {
      await step('reserve');
      undos.push('undoReserve');
      await step('charge');
      undos.push('undoCharge');
      await (refuse ? DBOS.runStep(confirm, { name: 'confirm' }) : step('confirm'));
      return 'completed';
    } catch {
      for (const undo of undos.reverse()) await step(undo);
      return 'compensated';
    }
  };
}

/** The workflow itself decides how it ended, so that all the table knows is that it did. */
async function countWorkflows(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    'SELECT status, count(*)::int AS count FROM dbos.workflow_status GROUP BY status',
  );
  await client.end();
  return Object.fromEntries(rows.map(({ status, count }) => [OUTCOMES[status] ?? status, count]));
}
