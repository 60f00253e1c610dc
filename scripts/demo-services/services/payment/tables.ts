/** What may be charged at once without a look at it. */
export const FRAUD_LIMIT = 5_000;

/** Each movement of money is a row that is never changed: what happened twice would be seen. */
export const tables = `
  CREATE TABLE IF NOT EXISTS accounts (
    customer uuid PRIMARY KEY, card text NOT NULL, balance numeric(14, 2) NOT NULL, start_balance numeric(14, 2) NOT NULL
  );
  CREATE TABLE IF NOT EXISTS movements (
    order_id uuid NOT NULL, customer uuid NOT NULL, kind text NOT NULL, amount numeric(14, 2) NOT NULL, at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX IF NOT EXISTS movements_by_order ON movements (order_id);
  INSERT INTO accounts (customer, card, balance, start_balance)
    SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'valid', 10000000, 10000000 FROM generate_series(1, 8) AS n
  UNION ALL VALUES
    ('00000000-0000-4000-8000-000000000091'::uuid, 'valid', 10, 10),
    ('00000000-0000-4000-8000-000000000092'::uuid, 'expired', 10000, 10000),
    ('00000000-0000-4000-8000-000000000093'::uuid, 'valid', 10000000, 10000000),
    ('00000000-0000-4000-8000-000000000094'::uuid, 'valid', 10000000, 10000000),
    ('00000000-0000-4000-8000-000000000095'::uuid, 'valid', 10, 10)
  ON CONFLICT DO NOTHING;
`;
