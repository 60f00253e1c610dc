import type { InvariantText } from './invariant.js';
import { checkoutExample } from './saga/examples.js';

const RESERVE = '- { do: ReserveStock, undo: ReleaseStock }';
const CAPTURE = '- { do: CapturePayment, undo: RefundPayment }';

/** What a saga or flow says of itself in `always`, `never` and `finally`. */
export const ownInvariant: InvariantText = {
  id: 'own-invariant',
  about: 'sagas and flows',
  severity: 'error',
  since: '0.1.0',
  summary: 'What a saga or flow says of itself holds in every run.',
  why: `
You know best what must never be: a ticket that is out while the money is back, a card that is charged for what is not in stock.
Write it into the saga or flow as \`always\`, \`never\` or \`finally\`, in the language of \`when\`, and every run is held against it.
`,
  examples: { bad: example(CAPTURE, RESERVE), good: example(RESERVE, CAPTURE) },
};

function example(first: string, second: string): string {
  const steps = `\n      ${first}\n      ${second}`;
  return checkoutExample(steps, { more: '\n    never: CapturePayment and StockMissing' });
}
