/** Lets a reader choose one of several views that stand one below the other without a script. */
export function switchViews(): void {
  for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-views]')) {
    const views = [
      ...document.querySelectorAll<HTMLDetailsElement>(`#${select.dataset['views']} > .view`),
    ];
    const show = (): void => {
      for (const view of views) {
        view.hidden = view.id !== select.value;
        view.open = view.id === select.value;
      }
    };
    select.addEventListener('change', show);
    show();
  }
}
