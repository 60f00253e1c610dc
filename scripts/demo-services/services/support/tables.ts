export const tables = `
  CREATE TABLE IF NOT EXISTS heard (order_id uuid NOT NULL, event text NOT NULL, at timestamptz NOT NULL DEFAULT now());
  CREATE INDEX IF NOT EXISTS heard_by_order ON heard (order_id);
`;

/** Writes down what support has heard of an order. What it has to call about is a `CancellationMailFailed`. */
export const HEAR = 'INSERT INTO heard (order_id, event) VALUES ($1, $2)';
