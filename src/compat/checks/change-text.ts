/** "The key is `a` now and was `b` before.", also where one of them is not said. */
export function changedText(what: string, from: string | number | undefined, to: string | number | undefined): string {
  if (to === undefined) return `${what} was \`${from}\` before and is not given any more.`;
  if (from === undefined) return `${what} is \`${to}\` now and was not given before.`;
  return `${what} is \`${to}\` now and was \`${from}\` before.`;
}

/** The definition that a change stands in, in backquotes. */
export function ownerText({ owner }: { readonly owner: { readonly id: string } }): string {
  return `\`${owner.id}\``;
}
