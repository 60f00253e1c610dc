import avsc from 'avsc';

const { ArrayType, EnumType, FixedType, MapType, RecordType, WrappedUnionType } = avsc.types;

/** Some value of a type (of a schema with wrapped unions); the same for the same seed. What contains itself ends after a few levels. */
export function randomValue(type: avsc.Type, seed: number): unknown {
  let state = seed;
  const below = (count: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % count;
  };

  function someOf(one: avsc.Type, depth: number): unknown {
    if (one instanceof RecordType) {
      return Object.fromEntries(one.fields.map(({ name, type: inner }) => [name, someOf(inner, depth + 1)]));
    }
    const count = depth > 5 ? 0 : below(3);
    if (one instanceof ArrayType) return Array.from({ length: count }, () => someOf(one.itemsType, depth + 1));
    if (one instanceof MapType) {
      return Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`k${index}`, someOf(one.valuesType, depth + 1)]),
      );
    }
    if (one instanceof EnumType) return one.symbols[below(one.symbols.length)];
    if (one instanceof FixedType) return Buffer.from(Array.from({ length: one.size }, () => below(256)));
    if (one instanceof WrappedUnionType) return branchOf(one, depth);
    return plainOf(one.typeName);
  }

  /** The first branch deep down: that is null wherever something contains itself. */
  function branchOf(union: avsc.types.WrappedUnionType, depth: number): unknown {
    const branch = union.types[depth > 5 ? 0 : below(union.types.length)];
    if (!branch || branch.typeName === 'null') return null;
    return { [branch.branchName ?? '']: someOf(branch, depth + 1) };
  }

  function plainOf(name: string): unknown {
    if (name === 'boolean') return below(2) === 0;
    if (name === 'string') return `text ${below(1000)}`;
    if (name === 'bytes') return Buffer.from([below(256), below(256)]);
    if (name === 'float') return below(1000) / 2;
    return name === 'null' ? null : below(1_000_000) - 500_000;
  }

  return someOf(type, 0);
}
