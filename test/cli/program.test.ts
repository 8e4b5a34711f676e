import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/cli/node-host.ts';
import { program } from '../../src/cli/program.ts';
import { run } from '../support/fake-host.ts';

const HOST = nodeHost();

const commandsFor = (args: readonly string[]) => {
  const root = program(
    {
      host: HOST,
      tool: { name: 'virtready', version: '1.2.3' },
      today: '2026-11-23',
      say: () => {},
      exitCode: undefined,
    },
    args,
  );
  return root.commands.map((command) => [command.name(), command.helpInformation()] as const);
};

const WHOLE = commandsFor([]);
const nameOf = ([name]: readonly [string, string]): string => name;

describe('the command line', () => {
  it.each(WHOLE.filter(([name]) => name !== 'complete'))(
    'defines %s as it stands among the others, and nothing else',
    (name, help) => {
      expect(commandsFor([name, 'estate.yaml'])).toEqual([[name, help]]);
    },
  );

  it.each([
    { args: ['estate.yaml'], names: ['assess'] },
    { args: ['--version'], names: [] },
    { args: ['-V'], names: [] },
  ])('defines what $args may mean', ({ args, names }) => {
    expect(commandsFor(args).map(nameOf)).toEqual(names);
  });

  it.each([
    [['help', 'rules']],
    [['rules', '--help']],
    [['-h']],
    [['-V', 'rules']],
    [['--', 'validate']],
    [['-q', 'estate.yaml']],
    [['complete', 'a']],
  ])('defines everything for %j', (args) => {
    expect(commandsFor(args)).toEqual(WHOLE);
  });
});

describe('a place that a script left empty', () => {
  it.each([
    [['--config', ''], '--config <file>'],
    [['--baseline='], '--baseline <file>'],
    [['history', 'show', '--folder', ''], '--folder <folder>'],
    [['import', 'x.csv', '--mapping', ''], '--mapping <file>'],
  ])('is refused by name: %j', async (args, flags) => {
    const { exitCode, stderr } = await run(args, {});
    expect([exitCode, stderr.split('\n')[0]]).toEqual([
      2,
      `error: option '${flags}' argument '' is invalid. It is empty.`,
    ]);
  });
});
