// What a runtime would do that is broken, for the question whether a round sees it. SAGAC_CHAOS_SABOTAGE of the command names one.
import { SERVICES } from '../demo-services/build-services.mjs';
import { wrap as makeUnruly } from './unruly-broker.mjs';

const BEHIND_INBOX = `CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM sagac_inbox WHERE consumer = NEW.consumer AND message_id = NEW.message_id; RETURN NULL; END $$;
  CREATE TRIGGER forget AFTER INSERT ON sagac_inbox FOR EACH ROW EXECUTE FUNCTION forget()`;
const BEHIND_ANSWERS = `CREATE FUNCTION forget_answer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM sagac_answers WHERE idempotency_key = NEW.idempotency_key AND outcome IS NOT NULL; RETURN NULL; END $$;
  CREATE TRIGGER forget_answer AFTER INSERT OR UPDATE ON sagac_answers FOR EACH ROW WHEN (pg_trigger_depth() = 0)
  EXECUTE FUNCTION forget_answer()`;

/** In the database of each service: it forgets at once what it has handled. */
const IN_DATABASE = { 'no-inbox': BEHIND_INBOX, 'no-answers': BEHIND_ANSWERS };

/** Between service and broker. */
const IN_BROKER = {
  /** A message is acknowledged before it is handled. */
  'early-ack': (broker) => ({
    ...broker,
    subscribe: (channel, group, handler, options) => {
      const careless = async (message, delivery) => void handler(message, delivery).catch(() => undefined);
      return broker.subscribe(channel, group, careless, options);
    },
  }),
  /** A message counts as published before the broker has it. */
  'early-confirm': (broker) => ({
    ...broker,
    publish: async (channel, message) => void broker.publish(channel, message).catch(() => undefined),
  }),
  /** A message that could not be handled is not delivered again. */
  'no-redelivery': (broker) => ({
    ...broker,
    subscribe: (channel, group, handler, options) => {
      const forgetful = (message, delivery) =>
        handler(message, delivery).catch((error) => {
          if (error.name === 'Unprocessable') throw error;
        });
      return broker.subscribe(channel, group, forgetful, options);
    },
  }),
};

/** Names of all. */
export const SABOTAGES = [...Object.keys(IN_DATABASE), ...Object.keys(IN_BROKER)];

/** For BROKER_WRAPPER, where a way of breaking things is named. */
export function wrap(broker) {
  const sabotage = IN_BROKER[process.env.SAGAC_CHAOS_SABOTAGE] ?? ((one) => one);
  return makeUnruly(sabotage(broker));
}

/** Breaks what is broken in the database. */
export async function sabotageDatabase(database, name) {
  const sql = IN_DATABASE[name];
  if (sql !== undefined) for (const service of SERVICES) await database.rows(service, sql);
}
