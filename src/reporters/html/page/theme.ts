/** The button that turns a light page dark and back; without it, the page follows its reader's system. */
export function themeButton(): void {
  const button = document.getElementById('theme');
  const root = document.documentElement;
  const isDark = (): boolean =>
    (root.dataset['theme'] ??
      (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : '')) === 'dark';
  const say = (): void => {
    if (button !== null) button.textContent = isDark() ? 'Light' : 'Dark';
  };
  button?.addEventListener('click', () => {
    root.dataset['theme'] = isDark() ? 'light' : 'dark';
    say();
  });
  say();
}
