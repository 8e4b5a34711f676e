import type { Command } from 'commander';
import { type Candidate, completionsOf } from '../completions.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { writeText } from '../outputs.ts';

/** What tells the shell whether names of files may stand here too. */
const FILES_TOO = 0;
const NO_FILES = 4;

/** Answers a shell that asks what the last of these words could be. */
export async function complete(
  host: Host,
  root: Command,
  words: readonly string[],
): Promise<ExitCode> {
  const { candidates, files } = await completionsOf(root, words, ruleWords);
  const lines = candidates.map(({ word, about }) => `${word}\t${about}\n`);
  await writeText(host, undefined, `${lines.join('')}:${files ? FILES_TOO : NO_FILES}\n`);
  return EXIT.ok;
}

async function ruleWords(): Promise<readonly Candidate[]> {
  const { listRules } = await import('../../app/list-rules.ts');
  const rules = await listRules();
  return rules.map(({ id, title }) => ({ word: id, about: title }));
}
