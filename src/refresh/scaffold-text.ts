import { parse, stringify } from 'yaml';

/** A line and, where it is a key or the comment of one, what it says. */
interface Line {
  readonly text: string;
  /** Column of the key or of its `#`; undefined for other lines. */
  readonly column: number | undefined;
  readonly key: string | undefined;
  readonly isItem: boolean;
}

/** The lines of one subject, from its dash to what is about the next. */
export interface ScaffoldEntry {
  readonly id: string | undefined;
  readonly lines: Line[];
}

/** A section of one document: its key, and entries with the lines between them. */
interface SectionBlock {
  readonly name: string;
  /** Of the file, from 0. */
  readonly document: number;
  readonly begin: Line;
  /** Whether its items are written in block style below it. */
  readonly isOpen: boolean;
  readonly parts: (Line | ScaffoldEntry)[];
}

const KEY = /^(?<indent> *)(?<dash>- +)?(?<mark># )?(?<key>[A-Za-z][\w-]*):(?=\s|$)/;
const ID = /^ *- +id: +(?<id>.*)$/;
const OPEN = /^\w+:\s*(#.*)?$/;
const MARKER = /^(---|\.\.\.)(\s|$)/;

/**
 * The text of a scaffold, to which lines are added and of which none is changed. Only block YAML is
 * understood; where an entry cannot stand beside its like, it stands in a document of its own at the
 * end.
 */
export class ScaffoldText {
  readonly #parts: (Line | SectionBlock)[] = [];
  readonly #entries = new Map<string, ScaffoldEntry>();
  readonly #newline: string;
  #documents = 0;
  /** Sections that a document of its own at the end begins with. */
  #ownDocument: Map<string, SectionBlock> | undefined;

  constructor(text: string) {
    this.#newline = text.includes('\r\n') ? '\r\n' : '\n';
    const lines = text.split(/\r?\n/);
    if (lines.at(-1) === '') lines.pop();
    for (const line of lines.map(lineOf)) this.#take(line);
  }

  toString(): string {
    const lines = this.#parts.flatMap((part) => ('parts' in part ? linesIn(part) : [part]));
    return lines.map(({ text }) => `${text}${this.#newline}`).join('');
  }

  /** The entry of a subject, added at the end of its section where there is none. */
  entry(section: string, id: string): ScaffoldEntry {
    const key = entryKey(section, id);
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const block = this.#openSection(section);
    const column = block.parts.find(isEntry)?.lines[0]?.column ?? 4;
    const text = `${' '.repeat(column - 2)}- id: ${stringify(id, { lineWidth: 0 }).trim()}`;
    const entry = { id, lines: [lineOf(text)] };
    block.parts.splice(lastContent(block.parts) + 1, 0, entry);
    this.#entries.set(key, entry);
    return entry;
  }

  /** Adds the comment of a fact, and of the groups that it stands in, unless they are there. */
  mention({ lines }: ScaffoldEntry, path: readonly string[], remark: string): void {
    let block = { from: 0, column: lines[0]?.column ?? 0 };
    for (const [depth, key] of path.entries()) {
      const at = childOf(lines, block, key);
      if (at !== undefined) block = { from: at, column: columnBelow(lines, at) };
      else {
        const behind = depth === path.length - 1 ? `  # ${remark}` : '';
        const end = endOf(lines, block);
        lines.splice(end, 0, lineOf(`${' '.repeat(block.column)}# ${key}:${behind}`));
        block = { from: end, column: block.column + 2 };
      }
    }
  }

  #take(line: Line): void {
    const last = this.#parts.at(-1);
    const isOutside = /^[^\s#-]/.test(line.text) || MARKER.test(line.text);
    if (MARKER.test(line.text) && this.#parts.some((part) => 'parts' in part)) this.#documents++;
    if (isOutside && line.key !== undefined) this.#begin(line, OPEN.test(line.text));
    else if (isOutside || last === undefined || !('parts' in last)) this.#parts.push(line);
    else this.#takeInto(last, line);
  }

  #begin(line: Line, isOpen: boolean): SectionBlock {
    const name = line.key ?? '';
    const section = { name, document: this.#documents, begin: line, isOpen, parts: [] };
    this.#parts.push(section);
    return section;
  }

  #takeInto(section: SectionBlock, line: Line): void {
    const first = section.parts.find(isEntry)?.lines[0];
    const column = first?.column ?? line.column;
    if (line.isItem && line.column === column) {
      const entry = { id: idIn(line.text), lines: [line] };
      section.parts.push(entry);
      const key = entryKey(section.name, entry.id ?? '');
      if (!this.#entries.has(key)) this.#entries.set(key, entry);
      return;
    }
    const at = lastContent(section.parts);
    const entry = section.parts[at];
    if (entry === undefined || !isEntry(entry) || indentOf(line) < (column ?? 0)) {
      section.parts.push(line);
      return;
    }
    // Blank lines belong to what they stand within.
    const blanks = section.parts.splice(at + 1) as Line[]; // no entry stands behind the last one
    entry.lines.push(...blanks, line);
  }

  /** A section of the first or of the own document that takes further block items. */
  #openSection(name: string): SectionBlock {
    const own = this.#ownDocument?.get(name);
    if (own !== undefined) return own;
    const known = this.#parts
      .filter((part): part is SectionBlock => 'parts' in part)
      .find((section) => section.document === 0 && section.name === name);
    if (known?.isOpen === true) return known;
    // A key must not stand twice in one document, nor in one that has ended.
    const needsDocument = known !== undefined || this.#documents > 0;
    if (needsDocument && this.#ownDocument === undefined) {
      this.#parts.push(lineOf('---'), lineOf('overlay: true'));
      this.#documents++;
      this.#ownDocument = new Map();
    }
    const section = this.#begin(lineOf(`${name}:`), true);
    this.#ownDocument?.set(name, section);
    return section;
  }
}

function isEntry(part: Line | ScaffoldEntry): part is ScaffoldEntry {
  return 'lines' in part;
}

function linesIn({ begin, parts }: SectionBlock): Line[] {
  return [begin, ...parts.flatMap((part) => (isEntry(part) ? part.lines : [part]))];
}

/** Index of the last part that holds something. */
function lastContent(parts: readonly (Line | ScaffoldEntry)[]): number {
  return parts.findLastIndex((part) => isEntry(part) || part.text.trim() !== '');
}

interface Block {
  /** Index of the line that it stands under. */
  readonly from: number;
  /** Column of its keys. */
  readonly column: number;
}

/** Index of a key of the block, live or as a comment. */
function childOf(lines: readonly Line[], block: Block, key: string): number | undefined {
  const end = endOf(lines, block);
  // The first line of an entry holds its dash and its first key.
  for (let at = block.from === 0 ? 0 : block.from + 1; at < end; at++) {
    if (lines[at]?.key === key && lines[at]?.column === block.column) return at;
  }
  return undefined;
}

/** Index behind the last line of the block that holds something. */
function endOf(lines: readonly Line[], { from, column }: Block): number {
  let end = from + 1;
  for (let at = from + 1; at < lines.length; at++) {
    const line = lines[at] as Line;
    if (line.text.trim() === '') continue;
    if (indentOf(line) < column) break;
    end = at + 1;
  }
  return end;
}

/** Where the keys below a key stand: as those that are there, else two columns deeper. */
function columnBelow(lines: readonly Line[], at: number): number {
  const column = lines[at]?.column ?? 0;
  const next = lines.slice(at + 1).find(({ text }) => text.trim() !== '');
  return next?.column !== undefined && next.column > column ? next.column : column + 2;
}

function indentOf({ text, isItem, column }: Line): number {
  return isItem && column !== undefined ? text.indexOf('-') : text.search(/\S|$/);
}

function lineOf(text: string): Line {
  const { indent = '', dash = '', mark, key } = KEY.exec(text)?.groups ?? {};
  const column = key === undefined ? undefined : indent.length + dash.length;
  return { text, column, key, isItem: dash !== '' && mark === undefined };
}

function idIn(text: string): string | undefined {
  const written = ID.exec(text)?.groups?.['id'];
  if (written === undefined) return undefined;
  try {
    return String(parse(written));
  } catch {
    return undefined;
  }
}

function entryKey(section: string, id: string): string {
  return `${section} ${id}`;
}
