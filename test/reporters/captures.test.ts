import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CAPTURES_PAGE, capturesPage } from '../../scripts/captures/page.ts';
import { captureInTmux, tmuxVersion } from '../../scripts/captures/tmux.ts';
import { run } from '../support/fake-host.ts';

const HINT = 'npm run captures writes it anew, with tmux';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const committed = readFileSync(CAPTURES_PAGE, 'utf8');
const NO_TMUX = tmuxVersion() === undefined;

/** A busy machine takes seconds for each of a dozen terminals. */
const TMUX_PATIENCE_MS = 300_000;

describe('the captures of the terminal', () => {
  it('are what the program prints at that width', async () => {
    const printed = async (args: readonly string[], columns: number) =>
      (await run(args, { columns, env: { NO_COLOR: '1' }, version })).stdout;
    expect(await capturesPage(printed), HINT).toBe(committed);
  });

  const what = NO_TMUX
    ? 'are what tmux shows (skipped: tmux is not installed)'
    : 'are what tmux shows';
  it.skipIf(NO_TMUX)(
    what,
    async () => {
      expect(await capturesPage(captureInTmux), HINT).toBe(committed);
    },
    TMUX_PATIENCE_MS,
  );
});
