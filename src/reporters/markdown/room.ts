/** GitHub takes no longer comment; GitLab and the others take longer ones. */
export const LONGEST_COMMENT = 65_536;

/** Characters that a comment still has, and what it has left out for want of them. */
export class Room {
  #left: number;
  readonly leftOut: string[] = [];

  constructor(characters: number) {
    this.#left = characters;
  }

  /** Whether a text fits; if so, its room is taken. */
  take(text: string): boolean {
    if (text.length > this.#left) return false;
    this.#left -= text.length;
    return true;
  }
}

/** What a table says of the rows that it does not show; also the room that is kept for it. */
const moreRows = (number: number): string => `\n\n… and ${number} more`;
const MORE_ROWS = moreRows(Number.MAX_SAFE_INTEGER);

interface Row {
  readonly cells: readonly string[];
  /** For how many things it stands. */
  readonly holds: number;
}

/**
 * A table of as many rows as there is room for; it says how many of `total` things they do not hold.
 * Empty where there is nothing, or no room even for its head.
 */
export function table(
  heads: readonly string[],
  rows: Iterable<Row>,
  total: number,
  room: Room,
): string {
  const head = `${line(heads)}\n${line(heads.map(() => '---'))}`;
  if (total === 0 || !room.take(head + MORE_ROWS)) return '';
  const lines = [head];
  let rest = total;
  for (const { cells, holds } of rows) {
    const text = line(cells);
    if (!room.take(`\n${text}`)) break;
    lines.push(text);
    rest -= holds;
  }
  return lines.join('\n') + (rest > 0 ? moreRows(rest) : '');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

interface TableSection {
  readonly title: string;
  readonly heads: readonly string[];
  /** The cells of each row, which holds one thing. */
  readonly rows: readonly (readonly string[])[];
  /** How many things there are; as many as rows where it is absent. */
  readonly total?: number;
  /** What they are, for example `12 waivers`. */
  readonly about: string;
}

/** A titled table; nothing where it has no row. Without room for it, it is noted as left out. */
export function tableSection(
  { title, heads, rows, total = rows.length, about }: TableSection,
  room: Room,
): string {
  if (total === 0) return '';
  const head = `\n\n### ${title}\n\n`;
  const held = rows.map((cells) => ({ cells, holds: 1 }));
  const text = room.take(head) ? table(heads, held, total, room) : '';
  if (text === '') room.leftOut.push(about);
  return text === '' ? '' : head + text;
}
