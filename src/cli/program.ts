import { Argument, Command, Option } from 'commander';
import { CI_KINDS } from '../app/init/ci-kinds.ts';
import { SCHEMA_NAMES } from '../app/schemas.ts';
import { BASELINE_ACTIONS, type BaselineAction } from '../domain/baseline-action.ts';
import { HISTORY_ACTIONS, type HistoryAction } from '../domain/history.ts';
import type { Tool } from '../domain/report.ts';
import type { AssessOptions } from './commands/assess.ts';
import type { BaselineOptions } from './commands/baseline.ts';
import type { Shell } from './commands/completion.ts';
import type { ConvertOptions } from './commands/convert.ts';
import type { DiffOptions } from './commands/diff.ts';
import type { DoctorOptions } from './commands/doctor.ts';
import type { ExplainOptions } from './commands/explain.ts';
import type { HistoryOptions } from './commands/history.ts';
import type { ImportOptions } from './commands/import.ts';
import type { InitOptions } from './commands/init.ts';
import type { ListFilesOptions } from './commands/list-files.ts';
import type { PrintConfigOptions } from './commands/print-config.ts';
import type { RedactOptions } from './commands/redact.ts';
import type { RulesOptions } from './commands/rules.ts';
import type { ScaffoldOptions } from './commands/scaffold.ts';
import type { ShowOptions } from './commands/show.ts';
import type { TestOptions } from './commands/test.ts';
import type { ValidateOptions } from './commands/validate.ts';
import type { ExitCode } from './exit-code.ts';
import type { Host } from './host.ts';
import { addLimits } from './limit-options.ts';
import { namesPlace, OPTIONS, place } from './options.ts';

export interface Session {
  readonly host: Host;
  readonly tool: Tool;
  /** The day that stands for today where nobody names one. */
  readonly today: string;
  /** Takes help, version and usage errors, which `main` hands to the right stream. */
  readonly say: (text: string) => void;
  /** Set by the command that ran. */
  exitCode: ExitCode | undefined;
}

const PATHS = 'inventory files, folders of them, or - for standard input';

const REPORT = 'a report that `assess -o json` has written, or - for standard input';

/** The command line, or as much of it as these arguments ask for; all of it without any. */
export function program(session: Session, args: readonly string[] = []): Command {
  const { host, tool } = session;
  const root = new Command('virtready')
    .description('Assesses how ready applications and servers are for virtualization.')
    .version(tool.version, '-V, --version')
    .exitOverride()
    .configureOutput({
      writeOut: session.say,
      writeErr: session.say,
      getOutHelpWidth: () => host.stdout.columns ?? 80,
      getErrHelpWidth: () => host.stderr.columns ?? 80,
    })
    .showSuggestionAfterError()
    .enablePositionalOptions()
    .addHelpText('before', ROOT_EXAMPLES);

  for (const name of namesMeant(args)) COMMANDS[name](root, session);
  for (const command of root.commands) {
    for (const option of command.options) if (namesPlace(option)) option.argParser(place);
    if (READERS.includes(command.name())) addLimits(command, JUDGES.includes(command.name()));
  }
  return root;
}

/**
 * Every command by its name, in the order of the help. What a command does is loaded when it runs, so that
 * the others cost nothing.
 */
const COMMANDS = {
  assess(root: Command, session: Session) {
    const { host, tool, today } = session;
    root
      .command('assess', { isDefault: true })
      .description('assess an estate and print the readiness report (the default)')
      .argument('[paths...]', PATHS)
      .addOption(OPTIONS.outputs())
      .addOption(OPTIONS.config())
      .addOption(OPTIONS.asOf())
      .addOption(OPTIONS.baseline())
      .addOption(OPTIONS.failOn())
      .addOption(OPTIONS.failOnNew())
      .addOption(OPTIONS.minScore())
      .addOption(OPTIONS.minCoverage())
      .addOption(OPTIONS.requireVerdict())
      .addOption(OPTIONS.only())
      .addOption(OPTIONS.skip())
      .addOption(OPTIONS.application())
      .addOption(OPTIONS.groupBy())
      .addOption(OPTIONS.limit())
      .addOption(OPTIONS.showPasses())
      .addOption(OPTIONS.quiet())
      .addOption(OPTIONS.verbose())
      .addOption(OPTIONS.stats())
      .addOption(OPTIONS.color())
      .addOption(OPTIONS.hyperlinks())
      .addOption(OPTIONS.exitZero())
      .addOption(OPTIONS.allowEmpty())
      .addOption(OPTIONS.history())
      .addOption(OPTIONS.watch())
      .addHelpText('before', ASSESS_EXAMPLES)
      .action(async (paths: string[], options: AssessOptions) => {
        const { assess } = await import('./commands/assess.ts');
        session.exitCode = await assess(host, tool, today, paths, options);
      });
  },

  convert(root: Command, session: Session) {
    const { host, tool } = session;
    root
      .command('convert')
      .description('write a saved JSON report in other formats, and gate it again')
      .argument('<report>', REPORT)
      .addOption(OPTIONS.outputs())
      .addOption(OPTIONS.failOn().default(undefined, 'as it was saved'))
      .addOption(OPTIONS.failOnNew())
      .addOption(OPTIONS.minScore())
      .addOption(OPTIONS.minCoverage())
      .addOption(OPTIONS.requireVerdict())
      .addOption(OPTIONS.groupBy())
      .addOption(OPTIONS.limit())
      .addOption(OPTIONS.showPasses())
      .addOption(OPTIONS.quiet())
      .addOption(OPTIONS.color())
      .addOption(OPTIONS.hyperlinks())
      .addOption(OPTIONS.exitZero())
      .addOption(OPTIONS.history())
      .addHelpText('before', CONVERT_EXAMPLES)
      .action(async (path: string, options: ConvertOptions) => {
        const { convert } = await import('./commands/convert.ts');
        session.exitCode = await convert(host, tool, path, options);
      });
  },

  diff(root: Command, session: Session) {
    const { host, tool } = session;
    root
      .command('diff')
      .description('tell what has changed between two saved JSON reports')
      .argument('<old>', REPORT)
      .argument('<new>', REPORT)
      .addOption(OPTIONS.diffOutputs())
      .addOption(OPTIONS.failOnDrop())
      .addOption(OPTIONS.limit())
      .addOption(OPTIONS.quiet())
      .addOption(OPTIONS.color())
      .addOption(OPTIONS.hyperlinks())
      .addOption(OPTIONS.exitZero())
      .addHelpText('before', DIFF_EXAMPLES)
      .action(async (before: string, after: string, options: DiffOptions) => {
        const { diff } = await import('./commands/diff.ts');
        session.exitCode = await diff(host, tool, before, after, options);
      });
  },

  history(root: Command, session: Session) {
    const { host, tool } = session;
    root
      .command('history')
      .description('keep reports, and show how scores and findings went')
      .addArgument(new Argument('<action>', 'keep a report, or show all').choices(HISTORY_ACTIONS))
      .argument('[report]', 'a report as JSON, or - for standard input (with add)')
      .option('--folder <folder>', 'where reports are kept', 'virtready-history')
      .addOption(OPTIONS.output())
      .addOption(OPTIONS.limit())
      .addOption(OPTIONS.quiet())
      .addOption(OPTIONS.color())
      .addOption(OPTIONS.hyperlinks())
      .addHelpText('before', HISTORY_EXAMPLES)
      .action(
        async (action: HistoryAction, report: string | undefined, options: HistoryOptions) => {
          const { history } = await import('./commands/history.ts');
          session.exitCode = await history(host, tool, action, report, options);
        },
      );
  },

  validate(root: Command, session: Session) {
    const { host, tool } = session;
    root
      .command('validate')
      .description('check inventories against the schema and each other, without judging them')
      .argument('[paths...]', PATHS)
      .addOption(OPTIONS.config())
      .addOption(OPTIONS.output())
      .addOption(OPTIONS.quiet())
      .addOption(OPTIONS.color())
      .addOption(OPTIONS.hyperlinks())
      .addHelpText('before', VALIDATE_EXAMPLES)
      .action(async (paths: string[], options: ValidateOptions) => {
        const { validate } = await import('./commands/validate.ts');
        session.exitCode = await validate(host, tool, paths, options);
      });
  },

  rules(root: Command, session: Session) {
    const { host, tool } = session;
    root
      .command('rules')
      .description('list the rules')
      .addOption(OPTIONS.config())
      .addOption(OPTIONS.output())
      .addOption(OPTIONS.color())
      .addOption(OPTIONS.hyperlinks())
      .addHelpText('before', RULES_EXAMPLES)
      .action(async (options: RulesOptions) => {
        const { rules } = await import('./commands/rules.ts');
        session.exitCode = await rules(host, tool, options);
      });
  },

  explain(root: Command, session: Session) {
    const { host, tool, today } = session;
    root
      .command('explain')
      .description('explain a rule, or a finding by its fingerprint')
      .argument('<rule or fingerprint>', 'AVL-001, its name, or the first digits of a fingerprint')
      .argument('[paths...]', `for a fingerprint: ${PATHS}`)
      .addOption(OPTIONS.config())
      .addOption(OPTIONS.output())
      .addOption(OPTIONS.asOf())
      .addOption(OPTIONS.color())
      .addOption(OPTIONS.hyperlinks())
      .addHelpText('before', EXPLAIN_EXAMPLES)
      .action(async (word: string, paths: string[], options: ExplainOptions) => {
        const { explain } = await import('./commands/explain.ts');
        session.exitCode = await explain(host, tool, today, word, paths, options);
      });
  },

  show(root: Command, session: Session) {
    const { host, tool, today } = session;
    root
      .command('show')
      .description(
        'show one thing from all sides: an application, a machine, the recovery after a failure',
      )
      .argument('<what>', 'failure, application/<id>, host/<id> or server/<id>')
      .argument('[words...]', `behind failure a domain (all, where none is named); then ${PATHS}`)
      .addOption(OPTIONS.config())
      .addOption(OPTIONS.output())
      .addOption(OPTIONS.asOf())
      .addOption(OPTIONS.limit('lines shown of each kind'))
      .addOption(OPTIONS.color())
      .addOption(OPTIONS.hyperlinks())
      .addHelpText('before', SHOW_EXAMPLES)
      .action(async (what: string, words: string[], options: ShowOptions) => {
        const { showFailurePage, showSubjectPage } = await import('./commands/show.ts');
        session.exitCode =
          what === 'failure'
            ? await showFailurePage(host, tool, today, words, options)
            : await showSubjectPage(host, tool, today, what, words, options);
      });
  },

  test(root: Command, session: Session) {
    const { host, tool, today } = session;
    root
      .command('test')
      .description('run the cases of own rules')
      .argument('<paths...>', 'files of cases, called by the ids of the rules, or folders of them')
      .addOption(OPTIONS.config())
      .addOption(OPTIONS.output())
      .addOption(OPTIONS.color())
      .addOption(OPTIONS.hyperlinks())
      .addHelpText('before', TEST_EXAMPLES)
      .action(async (paths: string[], options: TestOptions) => {
        const { test } = await import('./commands/test.ts');
        session.exitCode = await test(host, tool, today, paths, options);
      });
  },

  baseline(root: Command, session: Session) {
    const { host, tool, today } = session;
    root
      .command('baseline')
      .description('keep the file of known findings, so that only new ones fail the gate')
      .addArgument(
        new Argument(
          '<action>',
          'create it, update it to today, prune what is mended, or check',
        ).choices(BASELINE_ACTIONS),
      )
      .argument('[paths...]', PATHS)
      .addOption(OPTIONS.config())
      .addOption(OPTIONS.baseline())
      .addOption(OPTIONS.asOf())
      .addOption(OPTIONS.output())
      .addOption(OPTIONS.color())
      .addOption(OPTIONS.hyperlinks())
      .addHelpText('before', BASELINE_EXAMPLES)
      .action(async (action: BaselineAction, paths: string[], options: BaselineOptions) => {
        const { baseline } = await import('./commands/baseline.ts');
        session.exitCode = await baseline(host, tool, today, action, paths, options);
      });
  },

  init(root: Command, session: Session) {
    const { host, tool } = session;
    root
      .command('init')
      .description('begin: a commented inventory, a configuration, their schemas and a CI job')
      .argument('[folder]', 'where', '.')
      .addOption(
        new Option('--ci <kind>', 'whose job to write (default: by what is in the folder)').choices(
          CI_KINDS,
        ),
      )
      .addHelpText('before', INIT_EXAMPLES)
      .action(async (folder: string, options: InitOptions) => {
        const { init } = await import('./commands/init.ts');
        session.exitCode = await init(host, tool, folder, options);
      });
  },

  'print-config'(root: Command, session: Session) {
    const { host, tool } = session;
    root
      .command('print-config')
      .description('print every setting in force with its origin')
      .addOption(OPTIONS.config())
      .addOption(OPTIONS.failOn())
      .addOption(OPTIONS.failOnNew())
      .addOption(OPTIONS.minScore())
      .addOption(OPTIONS.minCoverage())
      .addOption(OPTIONS.requireVerdict())
      .addOption(OPTIONS.output())
      .addOption(OPTIONS.color())
      .addOption(OPTIONS.hyperlinks())
      .addHelpText('before', PRINT_CONFIG_EXAMPLES)
      .action(async (options: PrintConfigOptions) => {
        const { printConfig } = await import('./commands/print-config.ts');
        session.exitCode = await printConfig(host, tool, options);
      });
  },

  'list-files'(root: Command, session: Session) {
    const { host, tool } = session;
    root
      .command('list-files')
      .description('name the inventory files that would be read')
      .argument('[paths...]', PATHS)
      .addOption(OPTIONS.config())
      .addOption(OPTIONS.output())
      .addHelpText('before', LIST_FILES_EXAMPLES)
      .action(async (paths: string[], options: ListFilesOptions) => {
        const { listFiles } = await import('./commands/list-files.ts');
        session.exitCode = await listFiles(host, tool, paths, options);
      });
  },

  doctor(root: Command, session: Session) {
    const { host, tool } = session;
    root
      .command('doctor')
      .description('look at all that an assessment here would stand on')
      .argument('[paths...]', PATHS)
      .addOption(OPTIONS.config())
      .addOption(OPTIONS.output())
      .addOption(OPTIONS.color())
      .addOption(OPTIONS.hyperlinks())
      .addHelpText('before', DOCTOR_EXAMPLES)
      .action(async (paths: string[], options: DoctorOptions) => {
        const { doctor } = await import('./commands/doctor.ts');
        session.exitCode = await doctor(host, tool, paths, options);
      });
  },

  completion(root: Command, session: Session) {
    root
      .command('completion')
      .description('print the script that completes commands, options, rules and files')
      .addArgument(
        new Argument('<shell>', 'whose').choices(['bash', 'zsh', 'fish', 'powershell'] as const),
      )
      .addHelpText('before', COMPLETION_EXAMPLES)
      .action(async (shell: Shell) => {
        const { completion } = await import('./commands/completion.ts');
        session.exitCode = completion(shell);
      });
  },

  complete(root: Command, session: Session) {
    const { host } = session;
    root
      .command('complete', { hidden: true })
      .description('answer a shell that asks what the last of these words could be')
      .argument('[words...]')
      .passThroughOptions()
      .action(async (words: string[]) => {
        const { complete } = await import('./commands/complete.ts');
        session.exitCode = await complete(host, root, words);
      });
  },

  schema(root: Command, session: Session) {
    const { host } = session;
    root
      .command('schema')
      .description('print a JSON Schema')
      .addArgument(new Argument('<name>', 'which one').choices(SCHEMA_NAMES))
      .addHelpText('before', SCHEMA_EXAMPLES)
      .action(async (name: (typeof SCHEMA_NAMES)[number]) => {
        const { schema } = await import('./commands/schema.ts');
        session.exitCode = await schema(host, name);
      });
  },

  scaffold(root: Command, session: Session) {
    const { host, tool, today } = session;
    root
      .command('scaffold')
      .description('write an overlay with a comment for each fact that is not recorded')
      .argument('[paths...]', PATHS)
      .option('-o, --output <file>', 'the overlay to write or to add to (default: standard output)')
      .addOption(OPTIONS.config())
      .addOption(OPTIONS.asOf())
      .addOption(OPTIONS.quiet())
      .addHelpText('before', SCAFFOLD_EXAMPLES)
      .action(async (paths: readonly string[], options: ScaffoldOptions) => {
        const { scaffold } = await import('./commands/scaffold.ts');
        session.exitCode = await scaffold(host, tool, today, paths, options);
      });
  },

  redact(root: Command, session: Session) {
    const { host, tool, today } = session;
    root
      .command('redact')
      .description('write an estate without its names, for others to look at')
      .argument('[paths...]', PATHS)
      .requiredOption('--seed <text>', 'a secret of yours: the same one gives the same pseudonyms')
      .option('-o, --output <file>', 'the inventory to write (default: standard output)')
      .option('--map <file>', 'write which name stands for which, to find the way back')
      .addOption(OPTIONS.config())
      .addOption(OPTIONS.quiet())
      .addHelpText('before', REDACT_EXAMPLES)
      .action(async (paths: readonly string[], options: RedactOptions) => {
        const { redact } = await import('./commands/redact.ts');
        session.exitCode = await redact(host, tool, today, paths, options);
      });
  },

  import(root: Command, session: Session) {
    const { host, tool } = session;
    root
      .command('import')
      .description('write an inventory from exports of another tool')
      .argument('<what...>', 'files and folders; before them the kind, where they do not show it')
      .option('-o, --output <file>', 'the inventory to write (default: standard output)')
      .option('--mapping <file>', 'what the columns of a table hold')
      .option('--sheet <name>', 'the sheet of a workbook that the mapping is for')
      .option(
        '--suggest-mapping',
        'propose a mapping from the headings of a table, and import nothing',
      )
      .option(
        '--group-by <what>',
        'propose applications: folder, resource-pool, vapp, tag[:<category>], name:<regex> or csv:<file>',
      )
      .addOption(
        new Option(
          '--into <folder>',
          'replace the imported file in this folder, and say what changes',
        ).conflicts('output'),
      )
      .option('--name <name>', 'name of the imported file (default: the kind)')
      .option('--dry-run', 'with --into: print every change, write nothing')
      .option('--adopt', 'with --into: move edits of the imported file into an overlay')
      .option(
        '--estate <path...>',
        'with --into: where overlays stand (default: the folder above it)',
      )
      .addOption(OPTIONS.quiet())
      .addOption(OPTIONS.color())
      .addOption(OPTIONS.hyperlinks())
      .addHelpText('before', IMPORT_EXAMPLES)
      .action(async (what: readonly string[], options: ImportOptions) => {
        const { importFiles } = await import('./commands/import.ts');
        session.exitCode = await importFiles(host, tool, what, options);
      });
  },
} satisfies Readonly<Record<string, (root: Command, session: Session) => void>>;

type CommandName = keyof typeof COMMANDS;

const NAMES = Object.keys(COMMANDS) as CommandName[];

/** What is answered from the options of every command. */
const WHOLE: readonly string[] = ['-h', '--help', 'help', 'complete'];

/** The commands that arguments may mean: to define all takes a fifth of what the version takes. */
function namesMeant(args: readonly string[]): readonly CommandName[] {
  const [first = '-'] = args;
  if (args.length === 1 && ['-V', '--version'].includes(first)) return [];
  if (first.startsWith('-') || args.some((arg) => WHOLE.includes(arg))) return NAMES;
  const named = NAMES.find((name) => name === first);
  return [named ?? 'assess'];
}

/** The commands that judge an estate, and those that read one. */
const JUDGES: readonly string[] = ['assess', 'explain', 'show', 'baseline', 'scaffold', 'redact'];
const READERS: readonly string[] = [...JUDGES, 'validate', 'doctor'];

function examples(...lines: readonly string[]): string {
  return `${['Examples:', ...lines.map((line) => `  $ ${line}`)].join('\n')}\n`;
}

const ROOT_EXAMPLES = examples(
  'virtready estate.yaml',
  'virtready assess estate/ -o terminal -o json=report.json',
  'virtready validate estate/',
  'virtready explain AVL-004',
);

const ASSESS_EXAMPLES = examples(
  'virtready assess estate.yaml',
  'virtready assess estate/ --fail-on high --min-score 80',
  'virtready assess estate.yaml --application ehr --group-by severity',
  'cat estate.yaml | virtready assess - -o json | jq .verdict',
);

const CONVERT_EXAMPLES = examples(
  'virtready convert report.json -o markdown=comment.md -o csv=findings.csv',
  'virtready convert report.json -q --fail-on high --min-score 80',
);

const DIFF_EXAMPLES = examples(
  'virtready diff last-month.json today.json',
  'virtready diff main.json branch.json -o markdown=comment.md --fail-on-drop',
  'virtready estate/ -o json | virtready diff last-month.json - --fail-on-drop 0.5',
);

const HISTORY_EXAMPLES = examples(
  'virtready assess estate/ -o json | virtready history add -',
  'virtready history show',
);

const VALIDATE_EXAMPLES = examples(
  'virtready validate estate.yaml',
  'virtready validate estate/ -o json',
);

const RULES_EXAMPLES = examples('virtready rules', 'virtready rules -o json | jq -r ".[].id"');

const EXPLAIN_EXAMPLES = examples(
  'virtready explain AVL-004',
  'virtready explain restart-fast-enough',
  'virtready explain 3f2a81 estate.yaml',
);

const SHOW_EXAMPLES = examples(
  'virtready show failure estate/',
  'virtready show failure host/esx-1 estate/',
  'virtready show failure rack/dc-north/A-12 estate/ --limit 0',
  'virtready show failure site/dc-north estate/ -o json | jq .circles',
);

const TEST_EXAMPLES = examples(
  'virtready test rule-tests/',
  'virtready test rule-tests/ORG-001.yaml --config virtready.config.yaml',
);

const BASELINE_EXAMPLES = examples(
  'virtready baseline create estate/',
  'virtready baseline prune estate/',
  'virtready assess estate/ --baseline virtready.baseline.json',
);

const INIT_EXAMPLES = examples('virtready init', 'virtready init estate/ --ci gitlab');

const PRINT_CONFIG_EXAMPLES = examples(
  'virtready print-config',
  'virtready print-config -o json | jq \'.[] | select(.path | startswith("gate"))\'',
);

const LIST_FILES_EXAMPLES = examples('virtready list-files', 'virtready list-files estate/');

const DOCTOR_EXAMPLES = examples('virtready doctor', 'virtready doctor estate/');

const COMPLETION_EXAMPLES = examples(
  'source <(virtready completion bash)',
  'virtready completion fish > ~/.config/fish/completions/virtready.fish',
  'virtready completion powershell | Out-String | Invoke-Expression',
);

const SCHEMA_EXAMPLES = examples('virtready schema inventory > inventory.schema.json');

const REDACT_EXAMPLES = examples(
  'virtready redact estate/ --seed "$SECRET" -o shown.yaml --map way-back.json',
);

const SCAFFOLD_EXAMPLES = examples(
  'virtready scaffold estate/ -o estate/to-record.yaml',
  'virtready scaffold estate/imported/rvtools.yaml | less',
);

const IMPORT_EXAMPLES = examples(
  'virtready import export.xlsx -o estate/imported.yaml',
  'virtready import rvtools exports/ | virtready assess -',
  'virtready import export.xlsx --group-by "name:^([a-z]+)-"',
  'virtready import mapped servers.csv --suggest-mapping -o mapping.yaml',
  'virtready import mapped servers.csv --mapping mapping.yaml',
  'virtready import export.xlsx --into estate/imported --dry-run',
);
