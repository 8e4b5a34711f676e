import { describe, expect, it } from 'vitest';
import { run } from '../support/fake-host.ts';

const estate = (rto: string) => `applications:
  - id: ehr
    tier: 0
    owner: clinical-it
    availability: { rtoMinutes: ${rto}, assessedOn: 2026-05-01, assessedBy: me }
`;

/** Writes the texts one after the other while the program waits, and interrupts it after the last. */
async function watched(...texts: readonly string[]) {
  const files: Record<string, string> = { 'estate.yaml': texts[0] ?? '' };
  let at = 0;
  const onPause = () => {
    at += 1;
    // Each text is looked at twice: the same one must not be assessed again.
    const next = texts[Math.floor(at / 2)];
    if (next === undefined) throw new Error('interrupted');
    files['estate.yaml'] = next;
  };
  return run(['assess', 'estate.yaml', '--watch'], { files, onPause });
}

describe('--watch', () => {
  it('assesses again when a file has changed, and only then, and shows what changed', async () => {
    const { stdout, stderr } = await watched(estate('30'), estate('30'), estate('45'));
    expect(stdout.match(/^Virtualization readiness/gm)).toHaveLength(2);
    const [, change = ''] = stdout.split('Since the last change\n');
    expect(change).toMatch(/^guaranteed [\d.]+/);
    expect(stderr.match(/watching; Ctrl\+C ends it/g)).toHaveLength(2);
  });

  it('tells of a mistake, and goes on when it is mended', async () => {
    const { stdout, stderr } = await watched(estate('soon'), estate('30'));
    expect(stderr).toContain('estate.yaml:5:');
    expect(stdout.match(/^Virtualization readiness/gm)).toHaveLength(1);
    expect(stdout).not.toContain('Since the last change');
  });

  it.each([
    [['-o', 'json'], '--watch writes to the terminal, not json'],
    [['-'], '--watch cannot watch standard input'],
  ])('refuses %j', async (words, message) => {
    const { exitCode, stderr, stdout } = await run(['assess', 'e.yaml', '--watch', ...words], {
      files: { 'e.yaml': estate('30') },
    });
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 2 });
    expect(stderr + stdout).toContain(message);
  });
});
