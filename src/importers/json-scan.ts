/** Where a text stops being JSON, or being one that is read. */
export interface JsonProblem {
  readonly offset: number;
  readonly message: string;
}

/** Told of each scalar and each begin of a group: its path, and its text as it stands there. */
type Visitor = (path: string, token: string) => void;

/** A real export nests 15 deep; what follows is walked by calls within calls. */
const DEEPEST = 200;
const BARE = /[-+.\w]+/y;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;
const WORDS: ReadonlySet<string> = new Set(['true', 'false', 'null']);

interface Group {
  readonly path: string;
  readonly end: '}' | ']';
  key: string;
  /** What may come next. */
  wants: 'key or end' | 'key' | 'colon' | 'value' | 'value or end' | 'comma or end';
}

/**
 * Walks over a text by the grammar of JSON, and says where it breaks it or nests too deep. It builds
 * nothing: `JSON.parse` does that, but it tells no place, and nothing of a text that is cut short.
 */
export function scanJson(text: string, visit: Visitor = () => {}): JsonProblem | undefined {
  return new Scanner(text, visit).problem();
}

class Scanner {
  readonly #text: string;
  readonly #visit: Visitor;
  readonly #groups: Group[] = [];
  #offset = 0;
  #isDone = false;

  constructor(text: string, visit: Visitor) {
    this.#text = text;
    this.#visit = visit;
  }

  problem(): JsonProblem | undefined {
    for (;;) {
      this.#skipSpace();
      if (this.#offset >= this.#text.length) {
        return this.#isDone ? undefined : this.#stop('the file ends too early');
      }
      if (this.#isDone) return this.#stop('something stands behind the end');
      const problem = this.#step(this.#text[this.#offset] ?? '');
      if (problem !== undefined) return problem;
    }
  }

  #step(character: string): JsonProblem | undefined {
    const group = this.#groups.at(-1);
    if (group === undefined) return this.#value(character, '');
    if (character === group.end && group.wants.endsWith('or end')) return this.#close();
    switch (group.wants) {
      case 'key':
      case 'key or end':
        return this.#key(group, character);
      case 'colon':
        return this.#sign(group, character, ':', 'value');
      case 'comma or end':
        return this.#sign(group, character, ',', group.end === '}' ? 'key' : 'value');
      default:
        group.wants = 'comma or end';
        return this.#value(character, group.end === ']' ? `${group.path}[]` : joined(group));
    }
  }

  #key(group: Group, character: string): JsonProblem | undefined {
    if (character !== '"') return this.#stop('a name in double quotes should stand here');
    const text = this.#string();
    if (text === undefined) return this.#stop('a text does not end');
    group.key = text;
    group.wants = 'colon';
    return undefined;
  }

  #sign(
    group: Group,
    character: string,
    sign: ',' | ':',
    next: Group['wants'],
  ): JsonProblem | undefined {
    if (character !== sign) {
      const or = sign === ',' ? ` or "${group.end}"` : '';
      return this.#stop(`"${sign}"${or} should stand here`);
    }
    this.#offset += 1;
    group.wants = next;
    return undefined;
  }

  #value(character: string, path: string): JsonProblem | undefined {
    if (character === '{' || character === '[') return this.#open(character, path);
    if (character === '"') {
      const text = this.#string();
      if (text === undefined) return this.#stop('a text does not end');
      this.#visit(path, text);
      return this.#end();
    }
    BARE.lastIndex = this.#offset;
    const [word = ''] = BARE.exec(this.#text) ?? [];
    if (!WORDS.has(word) && !NUMBER.test(word)) return this.#stop('a value should stand here');
    this.#offset += word.length;
    this.#visit(path, word);
    return this.#end();
  }

  #open(character: '{' | '[', path: string): JsonProblem | undefined {
    if (this.#groups.length >= DEEPEST) return this.#stop(`it nests more than ${DEEPEST} deep`);
    this.#visit(path, character);
    this.#offset += 1;
    const isObject = character === '{';
    this.#groups.push({
      path,
      end: isObject ? '}' : ']',
      key: '',
      wants: isObject ? 'key or end' : 'value or end',
    });
    return undefined;
  }

  #close(): undefined {
    this.#offset += 1;
    this.#groups.pop();
    return this.#end();
  }

  #end(): undefined {
    this.#isDone = this.#groups.length === 0;
    return undefined;
  }

  /** The text between its quotes, its escapes left as they are; the place moves behind it. */
  #string(): string | undefined {
    const begin = this.#offset + 1;
    for (let i = begin; i < this.#text.length; i++) {
      const code = this.#text.charCodeAt(i);
      if (code === BACKSLASH) i += 1;
      else if (code === QUOTE) {
        this.#offset = i + 1;
        return this.#text.slice(begin, i);
      } else if (code < SPACE) return undefined;
    }
    return undefined;
  }

  #skipSpace(): void {
    while (SPACES.has(this.#text.charCodeAt(this.#offset))) this.#offset += 1;
  }

  #stop(message: string): JsonProblem {
    return { offset: this.#offset, message };
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const SPACES: ReadonlySet<number> = new Set([SPACE, 0x09, 0x0a, 0x0d]);

function joined({ path, key }: Group): string {
  return path === '' ? key : `${path}.${key}`;
}
