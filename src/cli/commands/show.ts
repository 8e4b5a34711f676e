import { DOMAIN_KINDS } from '../../domain/failure.ts';
import type { Tool } from '../../domain/report.ts';
import { userError } from '../../domain/user-error.ts';
import { appearanceOf, type LookChoices } from '../appearance.ts';
import { readConfig } from '../configuration.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInputs } from '../inputs.ts';
import { type JudgingLimitOptions, judgingLimitsOf } from '../limit-options.ts';
import { type Output, streamFor, writeText } from '../outputs.ts';
import { WHOLE_ESTATE } from '../whole-estate.ts';

export interface ShowOptions extends LookChoices, JudgingLimitOptions {
  readonly output: Output;
  readonly config?: string;
  readonly asOf?: string;
  readonly limit: number;
}

/** Shows the page of one application, host or standalone machine. */
export async function showSubjectPage(
  host: Host,
  tool: Tool,
  today: string,
  name: string,
  paths: readonly string[],
  options: ShowOptions,
): Promise<ExitCode> {
  const { config } = await readConfig(host, tool, options.config);
  const inputs = await readInputs(host, paths, options.maxFileSize, config);
  const { showSubject } = await import('../../app/show-subject.ts');
  const page = await showSubject(
    {
      tool,
      ...inputs,
      ...(config !== undefined && { config }),
      ...judgingLimitsOf(host, options),
      today,
      ...(options.asOf !== undefined && { asOf: options.asOf }),
      ...WHOLE_ESTATE,
    },
    name,
  );
  const { renderSubjectPage } = await import('../../app/render.ts');
  const { output, limit } = options;
  const look = { ...appearanceOf(host, streamFor(host, output.file), options), limit };
  await writeText(host, output.file, await renderSubjectPage(page, output.format, look));
  return EXIT.ok;
}

/** Shows the recovery after the loss of one failure domain, or lists all domains. */
export async function showFailurePage(
  host: Host,
  tool: Tool,
  today: string,
  words: readonly string[],
  options: ShowOptions,
): Promise<ExitCode> {
  const { domain, paths } = await splitWords(host, words);
  const config = await readConfig(host, tool, options.config);
  if (paths.length === 0 && config.config?.inventory === undefined) {
    throw userError('no-inventory', 'a failure needs its inventory', {
      hint: `virtready show failure ${domain ?? '[domain]'} <file or folder>`,
    });
  }
  const [{ listFailures, showFailure }, render, inputs] = await Promise.all([
    import('../../app/show-failure.ts'),
    import('../../app/render.ts'),
    readInputs(host, paths, options.maxFileSize, config.config),
  ]);
  const request = {
    tool,
    ...inputs,
    ...config,
    ...judgingLimitsOf(host, options),
    today,
    ...(options.asOf !== undefined && { asOf: options.asOf }),
  };
  const { output, limit } = options;
  const look = { ...appearanceOf(host, streamFor(host, output.file), options), limit };
  const text =
    domain === undefined
      ? render.renderFailures(await listFailures(request), output.format, look)
      : render.renderFailureReport(await showFailure(request, domain), output.format, look);
  await writeText(host, output.file, text);
  return EXIT.ok;
}

/**
 * The first word names a domain where it begins like one, or where it is no file and others follow:
 * then it is a domain with a mistake in it. A folder called like a kind is written `./site/north`.
 */
async function splitWords(
  host: Host,
  words: readonly string[],
): Promise<{ readonly domain: string | undefined; readonly paths: readonly string[] }> {
  const [first, ...rest] = words;
  if (first === undefined) return { domain: undefined, paths: [] };
  const isDomain =
    DOMAIN_KINDS.some((kind) => first.startsWith(`${kind}/`)) ||
    (rest.length > 0 && first !== '-' && (await host.kindOf(first)) === 'missing');
  return isDomain ? { domain: first, paths: rest } : { domain: undefined, paths: words };
}
