import { expect, it } from 'vitest';
import { driverProblem } from './driver.js';

it('says which driver to install', () => {
  const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
  expect(driverProblem(missing)).toBe(
    'the Kafka broker needs @platformatic/kafka, and it is not installed: npm install @platformatic/kafka@1',
  );
  expect(driverProblem(new Error('broken'))).toContain('cannot be loaded');
});
