import { pageButtons } from './page-buttons.ts';

/** Rows of one page of a table. */
const ROWS = 25;

/** Gives long tables pages; a link into one turns to its page, and a print has all rows. */
export function pageTables(): void {
  for (const section of document.querySelectorAll<HTMLElement>('section.scroll')) {
    const rows = [...section.querySelectorAll<HTMLTableRowElement>('tbody > tr')];
    if (rows.length <= ROWS) continue;
    const pages = document.createElement('nav');
    pages.className = 'pages';
    pages.setAttribute(
      'aria-label',
      `Pages of ${section.getAttribute('aria-label') ?? 'the table'}`,
    );
    section.after(pages);
    const show = (page: number): void => {
      for (const [i, row] of rows.entries()) row.hidden = Math.floor(i / ROWS) !== page;
      pageButtons(pages, page, Math.ceil(rows.length / ROWS), show);
    };
    show(0);
    let shown: HTMLTableRowElement[] = [];
    addEventListener('beforeprint', () => {
      shown = rows.filter((row) => row.hidden);
      for (const row of shown) row.hidden = false;
    });
    addEventListener('afterprint', () => {
      for (const row of shown) row.hidden = true;
    });
  }
}
