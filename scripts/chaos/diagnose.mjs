import { timelineOf } from '../../dist/runtime.js';
import { SERVICES } from '../demo-services/build-services.mjs';
import { linesAbout } from './logs.mjs';

const ORDERS = 3;
const LINES = 60;
const PROBLEMS = 30;
const PARTS = ['orders', 'payments', 'stockMoves', 'parcels', 'points', 'mails', 'heard'];
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The problems, and for the first orders and messages that they name: rows, the journal of the checkout, messages, lines of the logs. */
export async function diagnose(world, notes, problems) {
  const shown = problems.slice(0, PROBLEMS).map((problem) => `  ${problem}`);
  const more = problems.length > PROBLEMS ? [`  (${problems.length} in all)`] : [];
  const ids = [...new Set(problems.flatMap((problem) => problem.match(UUID) ?? []))].slice(0, ORDERS);
  const about = [];
  for (const id of ids) about.push(...(await tell(world, notes, id)));
  return [...shown, ...more, ...about, `Logs of the services: ${world.logs}`, `Published and done: ${notes}`];
}

async function tell({ database, store, logs }, notes, id) {
  const snapshot = await database.snapshot();
  const rows = PARTS.flatMap((part) =>
    snapshot[part].filter(({ order }) => order === id).map((row) => `  ${part}: ${JSON.stringify(row)}`),
  );
  const journal = await store.journal(`Checkout.${id}`).catch(() => []);
  const steps = timelineOf(journal).map(({ text }, index) => `  ${new Date(journal[index].at).toISOString()}  ${text}`);
  const messages = await messagesAbout(database, id);
  const lines = await linesAbout([logs, notes], [id, ...messages.map((message) => message.id)], LINES);
  return [
    `\n${id}: rows`,
    ...rows,
    `${id}: journal`,
    ...steps,
    `${id}: messages of outboxes`,
    ...messages.map(({ service, ...message }) => `  ${service}: ${JSON.stringify(message)}`),
    `${id}: lines of the logs`,
    ...lines.map((line) => `  ${line}`),
  ];
}

async function messagesAbout(database, id) {
  const found = await Promise.all(
    SERVICES.map(async (service) => {
      const rows = await database.rows(
        service,
        `SELECT id, channel, type, attempts, published_at AS "publishedAt", error FROM sagac_outbox
          WHERE id = '${id}' OR data LIKE '%${id}%' ORDER BY seq`,
      );
      return rows.map((row) => ({ service, ...row }));
    }),
  );
  return found.flat();
}
