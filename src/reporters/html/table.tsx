import type { ComponentChildren } from 'preact';
import { count } from '../../domain/wording.ts';

export interface Column {
  readonly head: string;
  /** Numbers stand one below the other. */
  readonly isNumber?: boolean;
}

interface TableProps {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly ComponentChildren[])[];
  /** Rows that are shown; a larger table says how many it leaves out. */
  readonly most?: number;
}

const MOST_ROWS = 250;

/** A table whose rows are named by their first cell. The page's script turns its pages. */
export function Table({ caption, columns, rows, most = MOST_ROWS }: TableProps) {
  const rest = rows.length - most;
  return (
    // Wide tables scroll by themselves, and a keyboard must reach what is scrolled.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region takes the focus
    <section class="scroll" tabIndex={0} aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head, isNumber }) => (
              <th scope="col" class={isNumber ? 'number' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map(([first, ...cells]) => (
            <tr>
              <th scope="row">{first}</th>
              {cells.map((cell, i) => (
                <td class={columns[i + 1]?.isNumber ? 'number' : undefined}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p class="more">{count(rest, 'more row')}: the JSON report has them.</p>}
    </section>
  );
}
