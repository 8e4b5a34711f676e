/** Writes the page with what the terminal shows. It needs tmux; `npm test` checks without it. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { CAPTURES_PAGE, capturesPage } from './page.ts';
import { captureInTmux, tmuxVersion } from './tmux.ts';

if (tmuxVersion() === undefined) {
  console.error('tmux is not installed: docs/terminal.md shows what a real terminal does.');
  process.exitCode = 1;
} else {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  writeFileSync(CAPTURES_PAGE, await capturesPage(captureInTmux));
}
