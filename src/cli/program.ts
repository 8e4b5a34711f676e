import { Argument, Command } from 'commander';
import { SCHEMA_NAMES } from '../app/schemas.ts';
import type { Tool } from '../domain/report.ts';
import type { AssessOptions } from './commands/assess.ts';
import type { ConvertOptions } from './commands/convert.ts';
import type { DiffOptions } from './commands/diff.ts';
import type { ExplainOptions } from './commands/explain.ts';
import type { ImportOptions } from './commands/import.ts';
import type { RulesOptions } from './commands/rules.ts';
import type { TestOptions } from './commands/test.ts';
import type { ValidateOptions } from './commands/validate.ts';
import type { ExitCode } from './exit-code.ts';
import type { Host } from './host.ts';
import { OPTIONS } from './options.ts';

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

/** The command line. Every command is loaded when it runs, so that the others cost nothing. */
export function program(session: Session): Command {
  const { host, tool, today } = session;
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

  root
    .command('assess', { isDefault: true })
    .description('assess an estate and print the readiness report (the default)')
    .argument('<paths...>', PATHS)
    .addOption(OPTIONS.outputs())
    .addOption(OPTIONS.config())
    .addOption(OPTIONS.asOf())
    .addOption(OPTIONS.failOn())
    .addOption(OPTIONS.minScore())
    .addOption(OPTIONS.requireVerdict())
    .addOption(OPTIONS.only())
    .addOption(OPTIONS.skip())
    .addOption(OPTIONS.application())
    .addOption(OPTIONS.groupBy())
    .addOption(OPTIONS.limit())
    .addOption(OPTIONS.showPasses())
    .addOption(OPTIONS.quiet())
    .addOption(OPTIONS.color())
    .addOption(OPTIONS.exitZero())
    .addOption(OPTIONS.allowEmpty())
    .addOption(OPTIONS.maxFileSize())
    .addHelpText('before', ASSESS_EXAMPLES)
    .action(async (paths: string[], options: AssessOptions) => {
      const { assess } = await import('./commands/assess.ts');
      session.exitCode = await assess(host, tool, today, paths, options);
    });

  root
    .command('convert')
    .description('write a saved JSON report in other formats, and gate it again')
    .argument('<report>', REPORT)
    .addOption(OPTIONS.outputs())
    .addOption(OPTIONS.failOn().default(undefined, 'as it was saved'))
    .addOption(OPTIONS.minScore())
    .addOption(OPTIONS.requireVerdict())
    .addOption(OPTIONS.groupBy())
    .addOption(OPTIONS.limit())
    .addOption(OPTIONS.showPasses())
    .addOption(OPTIONS.quiet())
    .addOption(OPTIONS.color())
    .addOption(OPTIONS.exitZero())
    .addHelpText('before', CONVERT_EXAMPLES)
    .action(async (path: string, options: ConvertOptions) => {
      const { convert } = await import('./commands/convert.ts');
      session.exitCode = await convert(host, tool, path, options);
    });

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
    .addOption(OPTIONS.exitZero())
    .addHelpText('before', DIFF_EXAMPLES)
    .action(async (before: string, after: string, options: DiffOptions) => {
      const { diff } = await import('./commands/diff.ts');
      session.exitCode = await diff(host, tool, before, after, options);
    });

  root
    .command('validate')
    .description('check inventories against the schema and each other, without judging them')
    .argument('<paths...>', PATHS)
    .addOption(OPTIONS.output())
    .addOption(OPTIONS.quiet())
    .addOption(OPTIONS.color())
    .addOption(OPTIONS.maxFileSize())
    .addHelpText('before', VALIDATE_EXAMPLES)
    .action(async (paths: string[], options: ValidateOptions) => {
      const { validate } = await import('./commands/validate.ts');
      session.exitCode = await validate(host, paths, options);
    });

  root
    .command('rules')
    .description('list the rules')
    .addOption(OPTIONS.config())
    .addOption(OPTIONS.output())
    .addOption(OPTIONS.color())
    .addHelpText('before', RULES_EXAMPLES)
    .action(async (options: RulesOptions) => {
      const { rules } = await import('./commands/rules.ts');
      session.exitCode = await rules(host, options);
    });

  root
    .command('explain')
    .description('explain a rule, or a finding by its fingerprint')
    .argument('<rule or fingerprint>', 'AVL-001, its name, or the first digits of a fingerprint')
    .argument('[paths...]', `for a fingerprint: ${PATHS}`)
    .addOption(OPTIONS.config())
    .addOption(OPTIONS.output())
    .addOption(OPTIONS.asOf())
    .addOption(OPTIONS.color())
    .addOption(OPTIONS.maxFileSize())
    .addHelpText('before', EXPLAIN_EXAMPLES)
    .action(async (word: string, paths: string[], options: ExplainOptions) => {
      const { explain } = await import('./commands/explain.ts');
      session.exitCode = await explain(host, tool, today, word, paths, options);
    });

  root
    .command('test')
    .description('run the cases of own rules')
    .argument('<paths...>', 'files of cases, called by the ids of the rules, or folders of them')
    .addOption(OPTIONS.config())
    .addOption(OPTIONS.output())
    .addOption(OPTIONS.color())
    .addHelpText('before', TEST_EXAMPLES)
    .action(async (paths: string[], options: TestOptions) => {
      const { test } = await import('./commands/test.ts');
      session.exitCode = await test(host, today, paths, options);
    });

  root
    .command('schema')
    .description('print a JSON Schema')
    .addArgument(new Argument('<name>', 'which one').choices(SCHEMA_NAMES))
    .addHelpText('before', SCHEMA_EXAMPLES)
    .action(async (name: (typeof SCHEMA_NAMES)[number]) => {
      const { schema } = await import('./commands/schema.ts');
      session.exitCode = await schema(host, name);
    });

  root
    .command('import')
    .description('write an inventory from an export of another tool')
    .argument('<kind>', 'rvtools')
    .argument('<file>', 'the exported file')
    .option('-o, --output <file>', 'the inventory to write (default: standard output)')
    .addOption(OPTIONS.quiet())
    .addHelpText('before', IMPORT_EXAMPLES)
    .action(async (kind: string, file: string, options: ImportOptions) => {
      const { importFile } = await import('./commands/import.ts');
      session.exitCode = await importFile(host, tool, kind, file, options);
    });
  return root;
}

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

const TEST_EXAMPLES = examples(
  'virtready test rule-tests/',
  'virtready test rule-tests/ORG-001.yaml --config virtready.config.yaml',
);

const SCHEMA_EXAMPLES = examples('virtready schema inventory > inventory.schema.json');

const IMPORT_EXAMPLES = examples(
  'virtready import rvtools export.xlsx -o estate/imported.yaml',
  'virtready import rvtools export.xlsx | virtready assess -',
);
