/**
 * An upper bound on the ways in which a regular expression can try to match a text of `length`
 * characters from one place in it. Undefined where something that is itself a choice is repeated:
 * then the ways grow like a power with the text's length in the exponent. The pattern is one that
 * `new RegExp(pattern, 'u')` takes.
 *
 * A choice between n ways multiplies what follows by n: `a|b` and `a?` are two ways, `a*` has one
 * for each number of characters.
 */
export function patternCost(pattern: string, length: number): number | undefined {
  return new CostReader(length).read(pattern);
}

/** One part of a pattern, in the syntax of the `u` mode, where a brace is always a quantifier. */
const PART =
  /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|k<[^>]*>|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?|[*+?]\??|\{(\d+)(?:(,)(\d*))?\}\??|[\s\S]/gu;

/** A group that is being read. */
interface Group {
  /** Ways through its finished alternatives. */
  finished: number;
  /** Ways through the open one, without its last part. */
  before: number;
  /** Ways through the last part, which a quantifier would repeat. */
  last: number;
}

class CostReader {
  readonly #length: number;
  readonly #outer: Group[] = [];
  #group = newGroup();
  #bounded = true;

  constructor(length: number) {
    this.#length = length;
  }

  read(pattern: string): number | undefined {
    for (const part of pattern.matchAll(PART)) this.#take(part);
    return this.#bounded ? waysThrough(this.#group) : undefined;
  }

  #take([text, least, comma, most]: RegExpMatchArray): void {
    if (text.startsWith('(')) {
      this.#outer.push(this.#group);
      this.#group = newGroup();
    } else if (text === ')') {
      const ways = waysThrough(this.#group);
      this.#group = this.#outer.pop() ?? newGroup();
      this.#add(ways);
    } else if (text === '|') {
      this.#group = { ...newGroup(), finished: waysThrough(this.#group) };
    } else if (text.startsWith('?')) {
      this.#repeat(0, 1);
    } else if (text.startsWith('*') || text.startsWith('+')) {
      this.#repeat(0, this.#length);
    } else if (least !== undefined) {
      const end = comma === undefined ? least : most || this.#length;
      this.#repeat(Number(least), Number(end));
    } else {
      this.#add(1);
    }
  }

  #add(ways: number): void {
    const { before, last } = this.#group;
    this.#group.before = before * last;
    this.#group.last = ways;
  }

  #repeat(least: number, most: number): void {
    const { last } = this.#group;
    if (most > 1 && last > 1) this.#bounded = false;
    const numbers = Math.max(Math.min(most, this.#length) - least, 0) + 1;
    this.#group.last = most > 1 ? numbers : last + (least === 0 ? 1 : 0);
  }
}

function newGroup(): Group {
  return { finished: 0, before: 1, last: 1 };
}

function waysThrough({ finished, before, last }: Group): number {
  return finished + before * last;
}
