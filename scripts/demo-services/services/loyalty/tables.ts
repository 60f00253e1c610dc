export const tables = `
  CREATE TABLE IF NOT EXISTS closed_accounts (customer uuid PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS points (
    order_id uuid NOT NULL, customer uuid NOT NULL, points integer NOT NULL, at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX IF NOT EXISTS points_by_order ON points (order_id);
  INSERT INTO closed_accounts VALUES ('00000000-0000-4000-8000-000000000093') ON CONFLICT DO NOTHING;
`;
