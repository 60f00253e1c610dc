/** How a name of several words is written. */
export type LetterCase = 'PascalCase' | 'camelCase' | 'snake_case' | 'kebab-case' | 'UPPER_CASE';

const FORMS: Readonly<Record<LetterCase, RegExp>> = {
  PascalCase: /^[A-Z][A-Za-z0-9]*$/,
  camelCase: /^[a-z][A-Za-z0-9]*$/,
  snake_case: /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/,
  'kebab-case': /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  UPPER_CASE: /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/,
};

/** Whether a name may be one of this case: `id` is camelCase and snake_case at once. */
export function isInCase(name: string, wanted: LetterCase): boolean {
  return FORMS[wanted].test(name);
}

/** All cases that a name may be in; none for a mixture such as `Order_placed`, or where it is no word. */
export function casesOf(name: string): readonly LetterCase[] {
  return (Object.keys(FORMS) as LetterCase[]).filter((one) => isInCase(name, one));
}
