import type { MappedField } from '../../domain/mapping.ts';

/** A group of facts, or a list of them, while a row is read. */
type Facts = { [key: string]: unknown };

/**
 * The facts of one row. `path` may hold `*` once: a value is then a list, whose parts are each at
 * a place of their own, or behind one another where the list holds plain values.
 */
export class RowFacts {
  readonly #root: Facts = {};

  add({ path }: MappedField, value: unknown): void {
    const open = path.indexOf('*');
    if (open < 0) {
      this.#set(path, value);
    } else if (open === path.length - 1) {
      const list = path.slice(0, -1);
      const known = this.#at(list, true) as unknown[]; // it was made a list
      this.#set(list, [...new Set([...known, ...[value].flat()])]);
    } else {
      for (const [index, part] of [value].flat().entries()) {
        this.#set(path.with(open, index), part);
      }
    }
  }

  /** Facts that a whole name gives stand back behind those that have a column of their own. */
  addBehind({ path }: MappedField, value: object): void {
    const [key = ''] = path;
    this.#root[String(key)] = { ...value, ...(this.#root[String(key)] as object | undefined) };
  }

  /**
   * All of it, lists without their gaps. A list counts as a whole, so one that `isWhole` denies is
   * absent; it is given the path of the list without places, for example `disks`, and its entries.
   */
  result(isWhole: (list: string, entries: readonly unknown[]) => boolean): Facts {
    return closed(this.#root, '', isWhole) as Facts; // the root is no list
  }

  #set(path: readonly (string | number)[], value: unknown): void {
    const last = path.at(-1) ?? '';
    put(this.#at(path.slice(0, -1), typeof last === 'number'), last, value);
  }

  /** What stands at a path, made where nothing does. */
  #at(path: readonly (string | number)[], isList: boolean): Facts | unknown[] {
    let at: Facts | unknown[] = this.#root;
    for (const [index, segment] of path.entries()) {
      const next = path[index + 1];
      at = childOf(at, segment, next === undefined ? isList : typeof next === 'number');
    }
    return at;
  }
}

function childOf(at: Facts | unknown[], key: string | number, isList: boolean): Facts | unknown[] {
  const known = (at as Facts)[key];
  if (known !== undefined) return known as Facts | unknown[];
  const child = isList ? [] : {};
  put(at, key, child);
  return child;
}

/** Fields come from the schema, which has no `__proto__`. */
function put(at: Facts | unknown[], key: string | number, value: unknown): void {
  (at as Facts)[key] = value;
}

function closed(
  value: unknown,
  path: string,
  isWhole: (list: string, entries: readonly unknown[]) => boolean,
): unknown {
  if (Array.isArray(value)) {
    const entries = value
      .filter((entry) => entry !== undefined)
      .map((entry) => closed(entry, `${path}[]`, isWhole));
    return isWhole(path, entries) ? entries : undefined;
  }
  if (!isFacts(value)) return value;
  const facts = Object.entries(value).map(([key, child]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [key, closed(child, at, isWhole)] as const;
  });
  return Object.fromEntries(facts.filter(([, child]) => child !== undefined));
}

function isFacts(value: unknown): value is Facts {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
