import { userInfo } from 'node:os';

/** The login name of whoever runs the process; undefined where the system has none, as in some containers. */
export function loginName(): string | undefined {
  try {
    const { username } = userInfo();
    return username === '' ? undefined : username;
  } catch {
    return undefined;
  }
}
