/** Whether a number is a multiple of another, by the decimal digits of both: 0.3 is one of 0.1. Of nought nothing is. */
export function isMultiple(value: number, of: number): boolean {
  if (of === 0) return false;
  if (Number.isSafeInteger(value) && Number.isSafeInteger(of)) return value % of === 0;
  const scale = Math.max(placesOf(value), placesOf(of));
  return scaled(value, scale) % scaled(of, scale) === 0n;
}

/**
 * Whether a divisor is exact in floating point, so that validators, which divide, agree on its multiples: whole numbers,
 * halves, quarters and so on. Of others some find 3.3 to be no multiple of 1.1.
 */
export function isExact(divisor: number): boolean {
  return Number.isSafeInteger(divisor * 2 ** 20);
}

/** The least number that is a multiple of all of these, exactly; undefined where it is too large or fine for a number. */
export function leastCommonMultiple(numbers: readonly number[]): number | undefined {
  const scale = Math.max(0, ...numbers.map(placesOf));
  const product = numbers.map((number) => scaled(number, scale)).reduce(lcm, 1n);
  const multiple = numbers.length === 0 ? 1 : Number(product) / 10 ** scale;
  return Number.isFinite(multiple) && numbers.every((number) => isMultiple(multiple, number)) ? multiple : undefined;
}

/** How many digits stand behind the point. */
function placesOf(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  const fraction = digits.split('.')[1]?.length ?? 0;
  return Math.max(0, fraction - Number(exponent));
}

function scaled(value: number, places: number): bigint {
  const [digits = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  return BigInt(whole + fraction) * 10n ** BigInt(places - fraction.length + Number(exponent));
}

function lcm(a: bigint, b: bigint): bigint {
  return (a / gcd(a, b)) * b;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
