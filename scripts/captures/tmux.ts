import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const PATIENCE_MS = 60_000;
const LINES = 50;

/** What tmux calls itself; undefined where it is not installed. */
export function tmuxVersion(): string | undefined {
  try {
    return execFileSync('tmux', ['-V'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/**
 * What a terminal of so many columns shows of the built program, scrolled lines included. The server is one of
 * its own, without anybody's settings, and is ended whatever happens.
 */
export async function captureInTmux(args: readonly string[], columns: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'virtready-tmux-'));
  const tmux = (...words: string[]) =>
    run('tmux', ['-u', '-S', join(folder, 'socket'), '-f', '/dev/null', ...words], {
      timeout: PATIENCE_MS,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8' },
    });
  const program = ['node', 'bin/virtready.js', ...args].map(quoted).join(' ');
  // The pane stays until it is read: it waits for a signal that never comes.
  const script = `${program}; tmux wait-for -S shown; tmux wait-for never`;
  const size = ['-x', `${columns}`, '-y', `${LINES}`];
  try {
    await tmux(
      ...['set-option', '-g', 'history-limit', '50000', ';'],
      ...['new-session', '-d', ...size, 'sh', '-c', script],
    );
    await tmux('wait-for', 'shown');
    const { stdout } = await tmux('capture-pane', '-p', '-J', '-S', '-');
    return stdout;
  } finally {
    await tmux('kill-server').catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
