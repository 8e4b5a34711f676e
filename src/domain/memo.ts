/** Computes once for each argument, which is compared by identity. */
export function memoised<Argument extends object, Result>(
  compute: (argument: Argument) => Result,
): (argument: Argument) => Result {
  const results = new WeakMap<Argument, { readonly result: Result }>();
  return (argument) => {
    const known = results.get(argument);
    if (known !== undefined) return known.result;
    const result = compute(argument);
    results.set(argument, { result });
    return result;
  };
}

/** Computes once for each key: for few different questions that are asked again and again. */
export function memoisedBy<Arguments extends readonly unknown[], Result>(
  keyOf: (...args: Arguments) => string,
  compute: (...args: Arguments) => Result,
): (...args: Arguments) => Result {
  const results = new Map<string, { readonly result: Result }>();
  return (...args) => {
    const key = keyOf(...args);
    const known = results.get(key);
    if (known !== undefined) return known.result;
    const result = compute(...args);
    results.set(key, { result });
    return result;
  };
}

/** Computes when it is first asked, and never again. */
export function once<Result>(compute: () => Result): () => Result {
  let known: { readonly result: Result } | undefined;
  return () => {
    known ??= { result: compute() };
    return known.result;
  };
}

/**
 * As `memoised`, for arguments that are mostly asked for in one order, again and again: the next one
 * is then at hand, where a look-up among a hundred thousand is a walk through memory.
 */
export function memoisedInTurn<Argument extends object, Result>(
  compute: (argument: Argument) => Result,
): (argument: Argument) => Result {
  const positions = new Map<Argument, number>();
  const known: Argument[] = [];
  const results: Result[] = [];
  let at = 0;
  return (argument) => {
    if (known[at] !== argument) {
      at = known[at + 1] === argument ? at + 1 : positionOf(argument);
    }
    return results[at] as Result;
  };

  function positionOf(argument: Argument): number {
    const position = positions.get(argument);
    if (position !== undefined) return position;
    results.push(compute(argument));
    positions.set(argument, known.length);
    return known.push(argument) - 1;
  }
}

/** The value under a key, made where there is none. */
export function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
