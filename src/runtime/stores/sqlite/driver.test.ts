import { describe, expect, it } from 'vitest';
import { driverProblem } from './driver.js';

describe('driverProblem', () => {
  it.each([
    ['12.11.1', '20.20.2'],
    ['12.11.1', '22.23.3'],
    ['12.11.1', '24.18.0'],
    ['13.2.0', '22.12.0'],
    ['13.2.0', '24.21.0'],
  ])('lets line %s run on Node %s', (driver, node) => {
    expect(driverProblem(driver, node)).toBeUndefined();
  });

  it.each([
    ['12.11.1', '24.19.0', 'version 12.11.1 does not run on Node 24.19.0: npm install better-sqlite3@13'],
    ['12.11.1', '26.0.0', 'version 12.11.1 does not run on Node 26.0.0: npm install better-sqlite3@13'],
    ['13.2.0', '20.20.2', 'version 13.2.0 does not run on Node 20.20.2: npm install better-sqlite3@12'],
    [undefined, '20.20.2', 'it is not installed: npm install better-sqlite3@12'],
    [undefined, '24.21.0', 'it is not installed: npm install better-sqlite3@13'],
  ])('refuses %s on Node %s and names the one to install', (driver, node, text) => {
    expect(driverProblem(driver, node)).toBe(`the SQLite store needs better-sqlite3, and ${text}`);
  });
});
