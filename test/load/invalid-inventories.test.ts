import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from '../support/fake-host.ts';
import { expectGolden } from '../support/golden.ts';

const FOLDER = 'fixtures/invalid';

describe('an invalid inventory', () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));

  it.each(files)('%s is refused in plain words, with every place', async (file) => {
    const { exitCode, stdout, stderr } = await run(['validate', `${FOLDER}/${file}`]);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expectGolden(stderr, `${FOLDER}/${file.replace(/\.yaml$/, '.txt')}`);
  });

  it('has an expectation for nothing else', () => {
    const texts = readdirSync(FOLDER).filter((file) => file.endsWith('.txt'));
    expect(texts.map((file) => file.replace(/\.txt$/, '.yaml')).sort()).toEqual(files.sort());
  });

  it('is told in one envelope where a machine waits for a report', async () => {
    const { exitCode, stdout, stderr } = await run([`${FOLDER}/unknown-key.yaml`, '-o', 'json']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('unknown key "memoryGib"');
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: 1,
      tool: { name: 'virtready', version: '0.0.0-test' },
      error: {
        code: 'unknown-key',
        message: 'server esx-1: unknown key "memoryGib"',
        problems: [
          {
            code: 'unknown-key',
            message: 'server esx-1: unknown key "memoryGib"',
            location: {
              file: 'fixtures/invalid/unknown-key.yaml',
              line: 4,
              column: 5,
              excerpt: { text: '    memoryGib: 512', column: 5 },
            },
            related: [],
            hint: 'Did you mean "memoryGiB"?',
          },
          {
            code: 'unknown-key',
            message: 'server esx-1, cpu: unknown key "socket"',
            location: {
              file: 'fixtures/invalid/unknown-key.yaml',
              line: 5,
              column: 12,
              excerpt: { text: '    cpu: { socket: 2 }', column: 12 },
            },
            related: [],
            hint: 'Did you mean "sockets"?',
          },
        ],
        more: 0,
      },
    });
  });

  it('shows fifty problems and counts the others', async () => {
    const { stderr } = await run(['validate', `${FOLDER}/many-problems.yaml`]);
    expect(stderr.match(/unknown key/g)).toHaveLength(50);
    expect(stderr.trimEnd().endsWith('… and 10 more problems')).toBe(true);
  });

  it('does not hide the problems of other files', async () => {
    const { stderr } = await run([
      'validate',
      `${FOLDER}/tab-indent.yaml`,
      `${FOLDER}/unknown-key.yaml`,
      'no-such-file.yaml',
    ]);
    expect(stderr).toContain('a tab stands in the indentation');
    expect(stderr).toContain('unknown key "memoryGib"');
    expect(stderr).toContain('no-such-file.yaml: there is no such file or folder');
  });
});
