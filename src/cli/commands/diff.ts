import type { Tool } from '../../domain/report.ts';
import type { DiffFormat } from '../../domain/report-format.ts';
import { userError } from '../../domain/user-error.ts';
import { appearanceOf, type LookChoices } from '../appearance.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInput } from '../inputs.ts';
import { checkOutputs, type Output, streamFor, TO_TERMINAL, writeText } from '../outputs.ts';

export interface DiffOptions extends LookChoices {
  readonly output: readonly Output<DiffFormat>[];
  /** Points that a score may lose; true where none is said. */
  readonly failOnDrop?: number | true;
  readonly limit: number;
  readonly quiet?: true;
  readonly exitZero?: true;
}

/** Compares two saved reports; a score that has fallen too far is a failed gate. */
export async function diff(
  host: Host,
  tool: Tool,
  oldPath: string,
  newPath: string,
  options: DiffOptions,
): Promise<ExitCode> {
  const outputs = options.output.length > 0 ? options.output : [TO_TERMINAL];
  checkOutputs(outputs);
  if (oldPath === '-' && newPath === '-') {
    throw userError('input-twice', 'both reports cannot come from standard input');
  }
  const { diffReports } = await import('../../app/diff-reports.ts');
  const { renderDiff } = await import('../../app/render.ts');
  const { failOnDrop, limit, quiet = false, exitZero } = options;
  const found = await diffReports({
    tool,
    before: await readInput(host, oldPath),
    after: await readInput(host, newPath),
    allowedDrop: failOnDrop === true ? 0 : failOnDrop,
  });
  for (const { format, file } of outputs) {
    const look = appearanceOf(host, streamFor(host, file), options);
    await writeText(host, file, await renderDiff(found, format, { ...look, limit, quiet }));
  }
  return found.gate?.passed === false && exitZero !== true ? EXIT.gateFailed : EXIT.ok;
}
