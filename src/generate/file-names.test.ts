import { describe, expect, it } from 'vitest';
import { fileNames, portableName } from './file-names.js';
import { foldedPath, outputPathProblem } from './output-path.js';
import { catalogOf } from './testing/catalog.js';

function services(...names: readonly string[]) {
  const { services: found } = catalogOf({
    'a.yaml': JSON.stringify({ services: Object.fromEntries(names.map((name) => [name, {}])) }),
  });
  return fileNames(found.values());
}

describe('names of files', () => {
  it('are the ids, where every disk takes them', () => {
    expect(services('order', 'order-2')).toEqual({
      names: new Map([
        ['order', 'order'],
        ['order-2', 'order-2'],
      ]),
      diagnostics: [],
    });
  });

  it('get an underscore where they would be one file or a device, which is told', () => {
    const { names, diagnostics } = services('Order', 'ORDER', 'order', 'order_', 'aux');
    expect([...names.values()]).toEqual(['ORDER', 'Order_', 'aux_', 'order__', 'order___']);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'The service `Order` is in `Order_`: a disk that ignores case would take `Order` for the file of the service `ORDER`.',
      'The service `aux` is in `aux_`: not every disk takes a file `aux`.',
      'The service `order` is in `order__`: a disk that ignores case would take `order` for the file of the service `ORDER`.',
      'The service `order_` is in `order___`: a disk that ignores case would take `order_` for the file of the service `Order`.',
    ]);
  });

  it('stay apart and short however long the ids are', () => {
    const long = 'Ab'.repeat(100);
    const { names } = services(long, `${long.slice(0, -1)}c`);
    const given = [...names.values()];
    expect(new Set(given.map(foldedPath)).size).toBe(2);
    expect(given.every((name) => name.length <= 121)).toBe(true);
  });

  it.each(['con.txt', 'nul.', 'a..', 'COM1', 'x '])('are made portable of %j', (name) => {
    expect(outputPathProblem(`out/${portableName(name)}/${portableName(name)}.ts`)).toBeUndefined();
  });
});
