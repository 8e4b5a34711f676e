/**
 * A circle through each strongly connected component that has one (Tarjan 1972), its first member
 * again at the end: the shortest one through the first member. Without recursion, so that a long
 * chain does not exhaust the stack. A member that leads to itself alone is no circle.
 */
export function circlesIn<T extends object>(
  items: readonly T[],
  nextOf: (item: T) => readonly T[],
): readonly (readonly T[])[] {
  return componentsOf(items, nextOf)
    .filter((component) => component.size > 1)
    .map((component) => shortestCircle(component, nextOf));
}

interface Visit<T extends object> {
  readonly item: T;
  readonly next: Iterator<T>;
  readonly index: number;
  low: number;
}

/** Each item is with those that it reaches and that reach it. */
function componentsOf<T extends object>(
  items: readonly T[],
  nextOf: (item: T) => readonly T[],
): readonly ReadonlySet<T>[] {
  const visits = new Map<T, Visit<T>>();
  const open: T[] = [];
  const isOpen = new Set<T>();
  const components: ReadonlySet<T>[] = [];

  function visit(item: T): Visit<T> {
    const index = visits.size;
    const one = { item, next: nextOf(item)[Symbol.iterator](), index, low: index };
    visits.set(item, one);
    open.push(item);
    isOpen.add(item);
    return one;
  }

  function leave(at: Visit<T>, above: Visit<T> | undefined): void {
    if (above !== undefined) above.low = Math.min(above.low, at.low);
    if (at.low < at.index) return;
    const members = open.splice(open.lastIndexOf(at.item));
    for (const member of members) isOpen.delete(member);
    components.push(new Set(members));
  }

  function walk(start: T): void {
    const path = [visit(start)];
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const next = at.next.next();
      if (next.done === true) {
        path.pop();
        leave(at, path.at(-1));
        continue;
      }
      const known = visits.get(next.value);
      if (known === undefined) path.push(visit(next.value));
      else if (isOpen.has(next.value)) at.low = Math.min(at.low, known.index);
    }
  }

  for (const item of items) if (!visits.has(item)) walk(item);
  return components;
}

function shortestCircle<T extends object>(
  component: ReadonlySet<T>,
  nextOf: (item: T) => readonly T[],
): readonly T[] {
  const [start] = component;
  const cameFrom = new Map<T, T>();
  const queue = start === undefined ? [] : [start];
  for (const item of queue) {
    for (const next of nextOf(item)) {
      if (next === start) return [...wayBack(cameFrom, item, next), next];
      if (!component.has(next) || cameFrom.has(next)) continue;
      cameFrom.set(next, item);
      queue.push(next);
    }
  }
  throw new Error('a component of several members has a circle through each of them');
}

function wayBack<T extends object>(cameFrom: ReadonlyMap<T, T>, end: T, start: T): T[] {
  const way: T[] = [];
  for (let at: T | undefined = end; at !== undefined && at !== start; at = cameFrom.get(at)) {
    way.unshift(at);
  }
  return [start, ...way];
}
