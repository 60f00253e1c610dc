/** Labels to choose series by; a value that begins with `~` is a regular expression, one with `!~` what must not match. */
export type Matchers = Readonly<Record<string, string>>;

/** A matcher for any of these values. */
export function oneOf(values: readonly string[]): string {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : `~${values.map(literalPattern).join('|')}`;
}

/** A matcher for every other value. */
export function noneOf(values: readonly string[]): string {
  return `!~${values.map(literalPattern).join('|')}`;
}

/** A text as a regular expression of RE2 that matches it alone. */
function literalPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** A metric with its labels: `sagac_instances{sagac_saga="Checkout"}`. */
export function series(metric: string, matchers: Matchers): string {
  const labels = Object.entries(matchers).map(([name, value]) => {
    if (value.startsWith('!~')) return `${name}!~${quoted(value.slice(2))}`;
    return value.startsWith('~') ? `${name}=~${quoted(value.slice(1))}` : `${name}=${quoted(value)}`;
  });
  return labels.length === 0 ? metric : `${metric}{${labels.join(',')}}`;
}

/**
 * By how much a counter has grown in a window. `increase` does not see the value that a new series begins with, which is the
 * whole of it for what seldom happens: a series that was not there before the window counts with all that it has.
 */
export function growth(metric: string, matchers: Matchers, window: string): string {
  const chosen = series(metric, matchers);
  return `((${chosen} unless ${chosen} offset ${window}) or increase(${chosen}[${window}]))`;
}

/**
 * By how much a gauge that several processes tell alike has risen in a window, by `label`. What was told by nobody before the window
 * counts with all that it has. Processes that come and go change nothing, for the largest that is told is looked at.
 */
export function rise(metric: string, matchers: Matchers, label: string, window: string): string {
  const chosen = series(metric, matchers);
  const most = `max by (${label}) (${chosen})`;
  return `(${most} - (max by (${label}) (${chosen} offset ${window}) or ${most} * 0))`;
}

/** A string of PromQL, in single quotes: it stands inside of the double quotes of YAML. */
function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}

/** Text of the catalog in a label or annotation, where Prometheus takes `{{` for a template. */
export function plainText(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replaceAll('{{', '{{ "{{" }}');
}
