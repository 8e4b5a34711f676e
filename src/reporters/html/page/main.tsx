/**
 * The page's own script: it shows what the page's text does not hold, filters, turns pages, follows links
 * into them, copies, and switches the look. It is bundled into a text, whose hash the page's policy names.
 */
import { render } from 'preact';
import { Finding } from '../finding.tsx';
import { type PackedGroups, unpackGroups } from '../packed-groups.ts';
import { FindingList } from './finding-list.ts';
import { pageTables } from './paged-tables.ts';
import { switchViews } from './switched-views.ts';
import { themeButton } from './theme.ts';

for (const element of document.querySelectorAll<HTMLElement>('.scripted')) element.hidden = false;

const data = document.getElementById('findings-data')?.textContent ?? '';
const list = new FindingList(unpackGroups(JSON.parse(data) as PackedGroups), (group) => {
  const box = document.createElement('div');
  render(<Finding group={group} />, box);
  return box.firstElementChild as HTMLDetailsElement;
});
list.start();
pageTables();
switchViews();
themeButton();

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return;
  const button = event.target.closest<HTMLButtonElement>('button.copy');
  if (button !== null) void copy(button);
  const link = event.target.closest<HTMLElement>('a[data-filter]');
  const { filter, value } = link?.dataset ?? {};
  if (filter === undefined || value === undefined) return;
  event.preventDefault();
  list.showOnly(filter, value);
});

/** A page that was opened as a file may not reach the clipboard: then the text is selected. */
async function copy(button: HTMLButtonElement): Promise<void> {
  const text = button.parentElement?.querySelector('pre');
  if (text === null || text === undefined) return;
  try {
    await navigator.clipboard.writeText(text.textContent ?? '');
    button.textContent = 'Copied';
  } catch {
    getSelection()?.selectAllChildren(text);
    button.textContent = 'Selected';
  }
}

let opened: HTMLDetailsElement[] = [];
addEventListener('beforeprint', () => {
  list.showWritten();
  opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
  for (const details of opened) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of opened) details.open = false;
  list.showPage();
});
