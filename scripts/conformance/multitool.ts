import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log, ReportingDescriptor, Result } from 'sarif';

/** Microsoft's validator, which knows the rules of GitHub: 104 MB, so it is fetched when it is asked for. */
const MULTITOOL = '@microsoft/sarif-multitool@5.7.0';

/** Something that the validator says of a log. */
export interface Remark {
  readonly rule: string;
  readonly level: string;
  readonly text: string;
}

export class Multitool {
  readonly #binary: string;
  readonly #folder: string;

  /** Installs the validator below the folder, unless it is there. Needs the npm registry. */
  constructor(folder: string) {
    this.#folder = folder;
    const tools = join(folder, 'tools');
    if (!existsSync(join(tools, 'node_modules'))) {
      mkdirSync(tools, { recursive: true });
      writeFileSync(join(tools, 'package.json'), '{ "private": true }\n');
      execFileSync('npm', ['install', '--no-audit', '--no-fund', MULTITOOL], { cwd: tools });
    }
    // Its own command hands arguments to a shell, which takes `Sarif;Gh` for two commands.
    this.#binary = createRequire(resolve(tools, 'x.js'))('@microsoft/sarif-multitool');
    chmodSync(this.#binary, 0o755);
  }

  /** What it says of a log by the rules of SARIF and of GitHub. Its exit code is 0 whatever it finds. */
  validate(file: string): readonly Remark[] {
    const output = `${file}.remarks`;
    const rules = ['--rule-kind', 'Sarif;Gh', '--level', 'Error;Warning;Note'];
    this.#run('validate', file, ...rules, '-o', output, '--log', 'ForceOverwrite', '--quiet');
    const [run] = readLog(output).runs;
    if (run?.invocations?.[0]?.executionSuccessful !== true) {
      throw new Error(`the validator did not come to an end with ${file}`);
    }
    return (run.results ?? []).map((result) => remarkOf(result, run.tool.driver.rules ?? []));
  }

  /** Its own hashes of the lines of a log's results, in their order. */
  lineHashes(file: string): readonly (string | undefined)[] {
    const log = readLog(file);
    const root = pathToFileURL(`${resolve('.')}/`);
    for (const { partialFingerprints, locations } of resultsOf(log)) {
      delete partialFingerprints?.['primaryLocationLineHash'];
      const artifact = locations?.[0]?.physicalLocation?.artifactLocation;
      if (artifact?.uri !== undefined) artifact.uri = new URL(artifact.uri, root).href;
    }
    const [stripped, output] = [`${file}.stripped`, `${file}.hashed`];
    writeFileSync(stripped, JSON.stringify(log));
    const insert = ['--insert', 'RollingHashPartialFingerprints'];
    this.#run('rewrite', stripped, ...insert, '-o', output, '--log', 'ForceOverwrite');
    return lineHashesIn(output);
  }

  #run(...args: readonly string[]): void {
    execFileSync(this.#binary, args, { cwd: this.#folder, stdio: 'ignore' });
  }
}

/** The hashes of the lines of a log's results, in their order. */
export function lineHashesIn(file: string): readonly (string | undefined)[] {
  return resultsOf(readLog(file)).map(
    ({ partialFingerprints }) => partialFingerprints?.['primaryLocationLineHash'],
  );
}

function readLog(file: string): Log {
  return JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
}

function resultsOf({ runs }: Log): readonly Result[] {
  return runs.flatMap(({ results }) => results ?? []);
}

function remarkOf(
  { ruleId = '', level = 'warning', message }: Result,
  rules: readonly ReportingDescriptor[],
): Remark {
  const template = rules.find(({ id }) => id === ruleId)?.messageStrings?.[message.id ?? ''];
  const text = (template?.text ?? message.text ?? '').replace(
    /\{(\d)\}/g,
    (_, i: string) => message.arguments?.[Number(i)] ?? '',
  );
  return { rule: ruleId, level, text };
}
