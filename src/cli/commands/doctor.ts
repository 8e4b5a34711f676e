import type { Config } from '../../domain/config.ts';
import type { Examined } from '../../domain/examined.ts';
import type { Tool } from '../../domain/report.ts';
import { UserError } from '../../domain/user-error.ts';
import { count } from '../../domain/wording.ts';
import { appearanceOf, type LookChoices } from '../appearance.ts';
import { readBaseline, readConfig } from '../configuration.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInputs } from '../inputs.ts';
import { type LimitOptions, limitsOf } from '../limit-options.ts';
import { type Output, streamFor, writeText } from '../outputs.ts';

export interface DoctorOptions extends LookChoices, LimitOptions {
  readonly config?: string;
  readonly output: Output;
}

/** Looks at all that an assessment here would stand on, and goes on where something is wrong. */
export async function doctor(
  host: Host,
  tool: Tool,
  paths: readonly string[],
  options: DoctorOptions,
): Promise<ExitCode> {
  let config: Config | undefined;
  const examined = [
    await examine('tool', async () => `${tool.name} ${tool.version}, Node ${host.runtime}`),
    await examine('terminal', async () => terminalWords(host, options)),
    await examine('configuration', async () => {
      ({ config } = await readConfig(host, tool, options.config));
      const { listRules } = await import('../../app/list-rules.ts');
      const rules = await listRules(config);
      const files = config?.files.map(({ file }) => file) ?? ['none'];
      return `${files.join(', ')}; ${count(rules.length, 'rule')}`;
    }),
    await examine('baseline', async () => {
      const { baseline } = await readBaseline(host, undefined, config);
      if (baseline === undefined) return undefined;
      const app = await import('../../app/baseline.ts');
      const known = await app.readBaseline(baseline);
      return `${baseline.file}, ${count(known.length, 'known finding')}`;
    }),
    await examine('inventory', async () => {
      if (paths.length === 0 && config?.inventory === undefined) return undefined;
      const { files, unread } = await readInputs(host, paths, options.maxFileSize, config);
      const { validateEstate } = await import('../../app/validate-estate.ts');
      const { subjects } = await validateEstate(files, limitsOf(options), unread);
      const all = Object.values(subjects).reduce((sum, number) => sum + number, 0);
      return `${count(files.length, 'file')}, ${count(all, 'subject')}`;
    }),
  ];
  const { renderExamined } = await import('../../app/render.ts');
  const { output } = options;
  const look = appearanceOf(host, streamFor(host, output.file), options);
  await writeText(host, output.file, renderExamined(examined, output.format, look));
  return examined.some(({ state }) => state === 'bad') ? EXIT.couldNotAssess : EXIT.ok;
}

/** What a look at one thing found; nothing where there is none of it. */
async function examine(what: string, look: () => Promise<string | undefined>): Promise<Examined> {
  try {
    const found = await look();
    return found === undefined
      ? { what, state: 'none', found: 'none' }
      : { what, state: 'good', found };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [problem] = error.problems;
    const more = error.problems.length - 1 + error.more;
    const place = problem?.location;
    const at = place === undefined ? '' : ` (${place.file}:${place.line}:${place.column})`;
    const rest = more > 0 ? `, and ${count(more, 'more problem')}` : '';
    return { what, state: 'bad', found: `${problem?.message ?? ''}${at}${rest}` };
  }
}

function terminalWords(host: Host, choices: LookChoices): string {
  const { colorLevel, width, unicode, links } = appearanceOf(host, host.stdout, choices);
  const kind = host.stdout.isTTY ? 'a terminal' : 'a pipe or file';
  return `${kind}, ${width} columns, ${colorLevel > 0 ? 'colours' : 'no colours'}, ${unicode ? 'Unicode' : 'ASCII'}, ${links === undefined ? 'no hyperlinks' : 'hyperlinks'}`;
}
