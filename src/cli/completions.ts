import type { Argument, Command, Option } from 'commander';
import { FORMATS } from '../domain/report-format.ts';
import { CATEGORIES } from '../domain/rule.ts';

/** A word that could stand here, and what it means. */
export interface Candidate {
  readonly word: string;
  readonly about: string;
}

export interface Completions {
  readonly candidates: readonly Candidate[];
  /** Whether names of files fit as well. */
  readonly files: boolean;
}

const NOTHING: Completions = { candidates: [], files: false };
const FILES: Completions = { candidates: [], files: true };

/**
 * What could stand in the place of the last word. `listRules` is asked only where a rule can stand.
 */
export async function completionsOf(
  root: Command,
  words: readonly string[],
  listRules: () => Promise<readonly Candidate[]>,
): Promise<Completions> {
  const prefix = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const { command, given, open } = parse(root, before);
  const found = await candidatesFor({ root, command, given, open, prefix, listRules });
  const equals = prefix.startsWith('--') ? prefix.indexOf('=') : -1;
  const typed = prefix.slice(equals + 1);
  const head = prefix.slice(0, equals + 1);
  return {
    files: found.files,
    candidates: found.candidates
      .map(({ word, about }) => ({ word: head + word, about }))
      .filter(({ word }) => word.startsWith(head + typed)),
  };
}

interface Place {
  readonly root: Command;
  readonly command: Command | undefined;
  /** Arguments that the command has already. */
  readonly given: number;
  /** The option that waits for its value. */
  readonly open: Option | undefined;
  readonly prefix: string;
  readonly listRules: () => Promise<readonly Candidate[]>;
}

function parse(root: Command, words: readonly string[]): Pick<Place, 'command' | 'given' | 'open'> {
  let command: Command | undefined;
  let given = 0;
  let open: Option | undefined;
  for (const word of words) {
    if (open !== undefined) {
      open = undefined;
    } else if (word.startsWith('-')) {
      const option = optionNamed(commandOrDefault(root, command), word);
      open = option?.required === true && !word.includes('=') ? option : undefined;
    } else if (command === undefined && given === 0) {
      command = root.commands.find((one) => one.name() === word);
      if (command === undefined) given++;
    } else {
      given++;
    }
  }
  return { command, given, open };
}

/** Without a command, words belong to the default one. */
function commandOrDefault(root: Command, command: Command | undefined): Command {
  return command ?? root.commands.find((one) => one.name() === 'assess') ?? root;
}

function optionNamed(command: Command, word: string): Option | undefined {
  const [flag = word] = word.split('=');
  return command.options.find(({ long, short }) => long === flag || short === flag);
}

async function candidatesFor(place: Place): Promise<Completions> {
  const { root, command, given, open, prefix } = place;
  const asked = commandOrDefault(root, command);
  if (open !== undefined) return valuesOf(open, place);
  if (prefix.startsWith('--') && prefix.includes('=')) {
    const option = optionNamed(asked, prefix);
    return option === undefined ? NOTHING : valuesOf(option, place);
  }
  if (prefix.startsWith('-')) return { candidates: flagsOf(asked), files: false };
  if (command === undefined && given === 0) {
    const commands = root.createHelp().visibleCommands(root);
    const candidates = commands.map((one) => ({ word: one.name(), about: one.description() }));
    return { candidates, files: true };
  }
  const position = Math.min(given, Math.max(0, asked.registeredArguments.length - 1));
  const argument = asked.registeredArguments[position];
  if (argument === undefined || (given > position && !argument.variadic)) return NOTHING;
  return wordsFor(argument, asked, place);
}

function flagsOf(command: Command): Candidate[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .map(({ long, short, description }) => ({ word: long ?? short ?? '', about: description }));
}

async function valuesOf(option: Option, { listRules }: Place): Promise<Completions> {
  const { argChoices, long } = option;
  if (argChoices !== undefined) return plain(argChoices);
  if (long === '--output') return { ...plain(FORMATS), files: true };
  if (long === '--only' || long === '--skip') {
    return { candidates: [...plain(CATEGORIES).candidates, ...(await listRules())], files: false };
  }
  return /<(file|folder)/.test(option.flags) ? FILES : NOTHING;
}

async function wordsFor(
  { argChoices }: Argument,
  command: Command,
  { given, listRules }: Place,
): Promise<Completions> {
  if (argChoices !== undefined) return plain(argChoices);
  if (command.name() === 'explain' && given === 0) {
    return { candidates: await listRules(), files: false };
  }
  return FILES;
}

function plain(words: readonly string[]): Completions {
  return { candidates: words.map((word) => ({ word, about: '' })), files: false };
}
