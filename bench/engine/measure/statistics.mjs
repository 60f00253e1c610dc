/** The value below which the share `part` of an ascending list lies. */
export function quantile(ascending, part) {
  return ascending[Math.min(ascending.length - 1, Math.floor(part * ascending.length))];
}

/** Ascending copy of a list of numbers. */
export function ascending(values) {
  return Float64Array.from(values).sort();
}

export function median(values) {
  return quantile(ascending(values), 0.5);
}

/** Median, lowest and highest of a figure over several rounds. */
export function spread(values) {
  return { median: median(values), low: Math.min(...values), high: Math.max(...values) };
}

/** p50, p99 and the worst of latencies in milliseconds. */
export function latencies(values) {
  const sorted = ascending(values);
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: sorted[sorted.length - 1] };
}
