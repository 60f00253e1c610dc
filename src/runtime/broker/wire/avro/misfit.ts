/** Data that do not fit an Avro schema, and where. */
export class Misfit extends Error {
  override readonly name = 'Misfit';
  /** Names and indexes from the outside in. */
  readonly path: (string | number)[] = [];

  /** The same, seen from one level further out. */
  under(step: string | number): this {
    this.path.unshift(step);
    return this;
  }

  /** `order.lines[2].sku is missing`. */
  get sentence(): string {
    const place = this.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
    return `\`${place.replace(/^\./, '') || 'the data'}\` ${this.message}`;
  }
}

/** Runs `convert` for what is inside, so that what does not fit is told with its whole path. */
export function at<Result>(step: string | number, convert: () => Result): Result {
  try {
    return convert();
  } catch (error) {
    if (error instanceof Misfit) error.under(step);
    throw error;
  }
}
