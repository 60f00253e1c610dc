export const tables = `
  CREATE TABLE IF NOT EXISTS orders (
    order_id uuid PRIMARY KEY, customer uuid NOT NULL, lines jsonb NOT NULL, total numeric(14, 2) NOT NULL,
    status text NOT NULL DEFAULT 'placed', confirmations integer NOT NULL DEFAULT 0, shipment_id uuid, reason text,
    placed_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz
  );
`;
