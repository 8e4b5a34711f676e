import type { Tool } from '../../domain/report.ts';
import type { AnswerFormat } from '../../domain/report-format.ts';
import { userError } from '../../domain/user-error.ts';
import { appearanceOf, type LookChoices } from '../appearance.ts';
import { readConfig } from '../configuration.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInputs } from '../inputs.ts';
import { type JudgingLimitOptions, judgingLimitsOf } from '../limit-options.ts';
import { type Output, streamFor, writeText } from '../outputs.ts';

export interface ExplainOptions extends LookChoices, JudgingLimitOptions {
  readonly output: Output<AnswerFormat>;
  readonly config?: string;
  readonly asOf?: string;
}

/** Explains a rule, or the finding behind a fingerprint with the facts that were judged. */
export async function explain(
  host: Host,
  tool: Tool,
  today: string,
  word: string,
  paths: readonly string[],
  options: ExplainOptions,
): Promise<ExitCode> {
  const { isFingerprint, ruleNamed } = await import('../../app/list-rules.ts');
  const { renderFinding, renderRule } = await import('../../app/render.ts');
  const { output } = options;
  const look = appearanceOf(host, streamFor(host, output.file), options);
  const config = await readConfig(host, tool, options.config);
  if (!isFingerprint(word)) {
    const rule = await ruleNamed(word, config.config);
    await writeText(host, output.file, renderRule(rule, output.format, look));
    return EXIT.ok;
  }
  if (paths.length === 0 && config.config?.inventory === undefined) {
    throw userError('no-inventory', `the finding ${word} needs its inventory`, {
      hint: `virtready explain ${word} <file or folder>`,
    });
  }
  const { assessEstate } = await import('../../app/assess-estate.ts');
  const { explainFinding } = await import('../../app/explain-finding.ts');
  const inputs = await readInputs(host, paths, options.maxFileSize, config.config);
  const assessed = await assessEstate({
    tool,
    ...inputs,
    ...config,
    ...judgingLimitsOf(host, options),
    today,
    ...(options.asOf !== undefined && { asOf: options.asOf }),
    rules: { only: [], skip: [] },
    applications: [],
    gate: [],
    allowEmpty: false,
  });
  const text = renderFinding(explainFinding(assessed, word), output.format, look);
  await writeText(host, output.file, text);
  return EXIT.ok;
}
