/** An order as it was placed. */
export interface Order {
  readonly number: number;
  /** What is special about it. */
  readonly kind: string;
  /** What it has to come to where nothing goes wrong but what it brings along. */
  readonly expected: { readonly status: 'confirmed' | 'cancelled'; readonly reason?: string };
  /** Data of its OrderPlaced. */
  readonly placed: Readonly<Record<string, unknown>> & { readonly orderId: string };
}

/** What the services have written. Money is in cents. */
export interface Snapshot {
  readonly orders: readonly {
    readonly order: string;
    readonly customer: string;
    readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
    readonly total: number;
    readonly status: string;
    readonly confirmations: number;
    readonly reason: string | null;
    readonly shipment: string | null;
    readonly placedAt: Date;
    readonly endedAt: Date | null;
  }[];
  readonly accounts: readonly { readonly customer: string; readonly balance: number; readonly start: number }[];
  readonly payments: readonly Deed<{
    readonly customer: string;
    readonly kind: 'capture' | 'refund';
    readonly amount: number;
  }>[];
  readonly stock: readonly { readonly sku: string; readonly free: number; readonly start: number }[];
  readonly stockMoves: readonly Deed<{
    readonly sku: string;
    readonly kind: 'reserve' | 'release';
    readonly quantity: number;
  }>[];
  readonly parcels: readonly Deed<{ readonly shipment: string; readonly isCancelled: boolean }>[];
  readonly points: readonly Deed<{ readonly points: number }>[];
  readonly mails: readonly Deed<{ readonly kind: 'confirmation' | 'cancellation'; readonly isBounced: boolean }>[];
  readonly heard: readonly Deed<{ readonly event: string }>[];
}

/** Something that a service did for an order. */
export type Deed<Facts> = { readonly order: string; readonly at: Date } & Facts;

/**
 * What is wrong in a world whose orders have all ended: one sentence each, none where everything adds up. It asks what is written
 * down, never what was meant: whoever expects more of an order looks at `unexpected`.
 */
export function reconcile(snapshot: Snapshot): readonly string[];

/** Orders that came to something else than they should have, where nothing but their customer was in the way. */
export function unexpected(snapshot: Snapshot, orders: readonly Order[]): readonly string[];
