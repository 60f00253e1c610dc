/** What the process tells its caller: clean, findings at the threshold, wrong usage or unusable input, a bug. */
export const EXIT = { clean: 0, findings: 1, input: 2, internal: 3, interrupted: 130 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
