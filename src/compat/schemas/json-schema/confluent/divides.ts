/** Whether a number is a whole multiple of another, by the decimal digits in which both are written (1.1 divides 3.3). */
export function dividesExactly(divisor: number, value: number): boolean {
  const one = decimal(divisor);
  const other = decimal(value);
  if (one.digits === 0n) return false;
  const shift = Math.min(one.exponent, other.exponent);
  const scaled = other.digits * 10n ** BigInt(other.exponent - shift);
  return scaled % (one.digits * 10n ** BigInt(one.exponent - shift)) === 0n;
}

/** A number as whole digits times a power of ten. */
function decimal(value: number): { readonly digits: bigint; readonly exponent: number } {
  const [mantissa = '0', power = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}
