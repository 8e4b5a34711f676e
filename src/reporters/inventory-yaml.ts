import { stringify } from 'yaml';

/**
 * Texts that stand for themselves without quotes: they begin with a letter, hold no mark that YAML
 * could take for its own, and are no word for a truth value or for nothing, also by YAML 1.1.
 */
const PLAIN = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[A-Za-z][\w./()+-]*(?: [\w./()+-]+)*$/i;
/** Versions, days and addresses: with one mark at least twice between their parts, they are no number. */
const PARTED = /^\d\w*([.:-])\w+(?:\1\w+)+$/;
const QUOTED = { lineWidth: 0, blockQuote: false } as const;
/** What the lines are joined by at a time, so that few short texts are in memory at once. */
const LINES_AT_ONCE = 10_000;
/** Of texts that may need quotes: names of drives recur with each machine, other texts seldom. */
const KEPT_TEXTS = 1000;

/**
 * An inventory document as YAML text, in block style: what the package `yaml` would write, in a
 * tenth of its time, since an import may hold a million facts. What needs quotes is left to it.
 */
export function renderInventoryYaml(document: object): string {
  return new YamlWriter().render(document);
}

class YamlWriter {
  readonly #parts: string[] = [];
  readonly #lines: string[] = [];
  readonly #quoted = new Map<string, string>();

  render(document: object): string {
    this.#addMapping(document, '', '');
    this.#join();
    return this.#parts.join('');
  }

  /** `begin` stands before the first line in place of the indent: the dash of an item. */
  #addMapping(mapping: object, indent: string, begin: string): void {
    let lead = begin;
    for (const [key, value] of Object.entries(mapping)) {
      this.#addValue(value, indent, `${lead}${this.#text(key)}:`);
      lead = indent;
    }
  }

  #addList(list: readonly unknown[], indent: string): void {
    for (const item of list) {
      const dash = `${indent}- `;
      if (isFilled(item) && !Array.isArray(item)) this.#addMapping(item, `${indent}  `, dash);
      else this.#addValue(item, `${indent}  `, `${indent}-`);
    }
  }

  /** A value behind a key or a dash. */
  #addValue(value: unknown, indent: string, begin: string): void {
    if (!isFilled(value)) this.#addLine(`${begin} ${this.#scalar(value)}`);
    else {
      this.#addLine(begin);
      const deeper = `${indent}  `;
      if (Array.isArray(value)) this.#addList(value, deeper);
      else this.#addMapping(value, deeper, deeper);
    }
  }

  #addLine(line: string): void {
    if (this.#lines.push(line) === LINES_AT_ONCE) this.#join();
  }

  #join(): void {
    if (this.#lines.length === 0) return;
    this.#parts.push(`${this.#lines.join('\n')}\n`);
    this.#lines.length = 0;
  }

  #scalar(value: unknown): string {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value === 'boolean' || isPlainNumber(value)) return String(value);
    return Array.isArray(value) ? '[]' : quoted(value);
  }

  #text(value: string): string {
    if (PLAIN.test(value) || PARTED.test(value)) return value;
    const known = this.#quoted.get(value);
    if (known !== undefined) return known;
    const text = quoted(value);
    if (this.#quoted.size < KEPT_TEXTS) this.#quoted.set(value, text);
    return text;
  }
}

/** Whether it has children, which stand on lines of their own. */
function isFilled(value: unknown): value is object {
  return value !== null && typeof value === 'object' && Object.keys(value).length > 0;
}

function isPlainNumber(value: unknown): value is number {
  return Number.isFinite(value) && !Object.is(value, -0);
}

function quoted(value: unknown): string {
  return stringify(value, QUOTED).trimEnd();
}
