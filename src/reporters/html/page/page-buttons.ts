/** Buttons to the page before and after, and where one is between them. */
export function pageButtons(
  nav: HTMLElement,
  page: number,
  pages: number,
  show: (page: number) => void,
): void {
  nav.hidden = pages < 2;
  const focused = nav.contains(document.activeElement) ? document.activeElement?.textContent : null;
  const button = (words: string, target: number): HTMLButtonElement => {
    const one = document.createElement('button');
    one.type = 'button';
    one.textContent = words;
    // One that leads nowhere keeps the focus, so that a keyboard does not lose its place.
    one.setAttribute('aria-disabled', String(target < 0 || target >= pages));
    one.addEventListener('click', () => {
      if (target >= 0 && target < pages) show(target);
    });
    return one;
  };
  const where = document.createElement('span');
  where.textContent = `Page ${page + 1} of ${pages}`;
  const buttons = [button('Previous', page - 1), button('Next', page + 1)];
  nav.replaceChildren(...buttons.slice(0, 1), where, ...buttons.slice(1));
  buttons.find((one) => one.textContent === focused)?.focus();
}
