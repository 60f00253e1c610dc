/** So many free ports of 127.0.0.1, all different. */
export function freePorts(count: number): Promise<number[]>;
