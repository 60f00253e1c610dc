/** What a stage of a run took. */
export interface StageStats {
  readonly name: string;
  readonly ms: number;
}

/** What a rule took and found, before anything was silenced. */
export interface RuleStats {
  readonly rule: string;
  readonly ms: number;
  readonly findings: number;
}

/** Time and findings of a run, by stage and rule, in the order of the work. */
export interface RunStats {
  readonly stages: readonly StageStats[];
  readonly rules: readonly RuleStats[];
}

/** Takes the time of a run; facts that several rules share are counted for the first that asks. */
export interface Meter {
  stage<Result>(name: string, work: () => Result): Result;
  rule<Finding>(rule: string, work: () => readonly Finding[]): readonly Finding[];
  /** What was measured so far. */
  stats(): RunStats;
}

/** Measures nothing. */
export const NO_METER: Meter = {
  stage: (_, work) => work(),
  rule: (_, work) => work(),
  stats: () => ({ stages: [], rules: [] }),
};

/** A rule with other options in other files runs more than once. */
function byRule(runs: readonly RuleStats[]): readonly RuleStats[] {
  const sums = new Map<string, RuleStats>();
  for (const run of runs) {
    const { ms, findings } = sums.get(run.rule) ?? { ms: 0, findings: 0 };
    sums.set(run.rule, { rule: run.rule, ms: ms + run.ms, findings: findings + run.findings });
  }
  return [...sums.values()];
}

/** A meter on a clock that gives milliseconds. */
export function createMeter(clock: () => number): Meter {
  const stages: StageStats[] = [];
  const rules: RuleStats[] = [];
  return {
    stage(name, work) {
      const start = clock();
      const end = () => stages.push({ name, ms: clock() - start });
      const result = work();
      if (result instanceof Promise) return result.finally(end) as typeof result;
      end();
      return result;
    },
    rule(rule, work) {
      const start = clock();
      const found = work();
      rules.push({ rule, ms: clock() - start, findings: found.length });
      return found;
    },
    stats: () => ({ stages, rules: byRule(rules) }),
  };
}
