import { describe, expect, it } from 'vitest';
import { channelName, fieldName, isFieldName, messageName, serviceName, typeName } from './names.js';

describe('names', () => {
  it.each([
    ['Order', 'Order'],
    ['Order_Line', 'Order_Line'],
    ['order line', 'OrderLine'],
    ['com.acme.sales.Order', 'Order'],
    ['com.acme.sales.order', 'SalesOrder'],
    ['TAG_CHANGE', 'TagChange'],
    ['SKU', 'SKU'],
    ['2fa', 'T2fa'],
    ['größe', 'Grosse'],
    ['订单', 'T8ba25355'],
    ['', 'T'],
  ])('the type %j is %s', (text, name) => {
    expect(typeName(text)).toBe(name);
  });

  it.each([
    ['OrderPlaced', { name: 'OrderPlaced' }],
    ['com.acme/click+v2', { name: 'ClickV2', wire: 'com.acme/click+v2' }],
    ['Claim.Requested', { name: 'ClaimRequested', wire: 'Claim.Requested' }],
    ['order.created', { name: 'OrderCreated', wire: 'order.created' }],
  ])('the message %j keeps its name on the wire', (text, expected) => {
    expect(messageName(text)).toEqual(expected);
  });

  it('the others follow their own rules', () => {
    expect(['/orders/{orderId}', 'orders.v1', 'a b', '***'].map(channelName)).toEqual([
      'orders.orderId',
      'orders.v1',
      'a-b',
      'channel2a2a2a',
    ]);
    expect(['Streetlights Kafka API', 'order_svc', '3rd party', '!'].map(serviceName)).toEqual([
      'streetlights-kafka-api',
      'order_svc',
      'service-3rd-party',
      'service21',
    ]);
    expect(['order id', 'smtp-id', 'Order Id'].map(fieldName)).toEqual(['orderId', 'smtp-id', 'orderId']);
    expect(['a', '__a', 'a.b', '', '$id'].map(isFieldName)).toEqual([true, false, false, false, true]);
  });
});
