import { posix } from 'node:path';
import type { ImportRequest } from '../../app/import-estate.ts';
import type { InputFile } from '../../domain/input-file.ts';
import type { Tool } from '../../domain/report.ts';
import { userError } from '../../domain/user-error.ts';
import { appearanceOf, type LookChoices } from '../appearance.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { type Inputs, normal, readInput, readInputs } from '../inputs.ts';
import { writeText } from '../outputs.ts';

export interface RefreshOptions extends LookChoices {
  /** The folder of imported files. */
  readonly into: string;
  /** Name of the imported file, without its ending; the kind where it is absent. */
  readonly name?: string;
  readonly dryRun?: true;
  readonly adopt?: true;
  /** Files and folders of the estate; the folder above `into` where it is absent. */
  readonly estate?: readonly string[];
  readonly quiet?: true;
}

/** Replaces an imported file by a new import, and leaves alone what people wrote. */
export async function refreshImport(
  host: Host,
  tool: Tool,
  sources: ImportRequest,
  options: RefreshOptions,
): Promise<ExitCode> {
  const { kindOf, planRefresh, pristineName } = await import('../../app/refresh-import.ts');
  const folder = normal(options.into);
  const name = options.name ?? (await kindOf(sources));
  if (!/^[\w][\w .-]*$/.test(name)) throw wrongName(name);
  const target = posix.join(folder, `${name}.yaml`);
  const overlay = posix.join(above(folder), `${name}-adopted.yaml`);
  const estate = await estateFiles(host, options.estate ?? [above(folder)]);
  const plan = await planRefresh(tool, {
    ...sources,
    target,
    found: await fileAt(host, target),
    pristine: await fileAt(host, pristineName(target)),
    others: estate.files.filter(({ file }) => file !== target),
    ...(options.adopt === true && {
      adoptInto: { file: overlay, found: await fileAt(host, overlay) },
    }),
  });
  if (options.dryRun !== true) {
    await host.makeFolder(folder);
    for (const { file, text } of plan.writes) await writeText(host, file, text);
  }
  const { renderNotes, renderRefresh } = await import('../../app/render.ts');
  if (options.quiet !== true) await host.stderr.write(renderNotes(plan.notes));
  const { writes, notices } = plan;
  const summary = {
    ...plan,
    target,
    isDryRun: options.dryRun === true,
    written: writes.map(({ file }) => file),
    notices: [...estate.unread, ...notices],
  };
  const look = appearanceOf(host, host.stdout, options);
  await host.stdout.write(await renderRefresh(summary, look));
  return EXIT.ok;
}

/** The estate's own folder, where that of its imported files stands in it. */
function above(folder: string): string {
  return /(^|\/)\.{1,2}$/.test(folder) ? folder : posix.dirname(folder);
}

/** At the first import there may be no estate yet. */
async function estateFiles(host: Host, paths: readonly string[]): Promise<Inputs> {
  const kinds = await Promise.all(paths.map((path) => host.kindOf(path)));
  const present = paths.filter((_, i) => kinds[i] !== 'missing');
  if (present.length === 0) return { files: [], unread: [] };
  return readInputs(host, present, Number.POSITIVE_INFINITY);
}

async function fileAt(host: Host, file: string): Promise<InputFile | undefined> {
  return (await host.kindOf(file)) === 'missing' ? undefined : readInput(host, file);
}

function wrongName(name: string): Error {
  return userError('wrong-name', `"${name}" cannot name a file`, {
    hint: 'Use letters, digits, dots, dashes and underscores.',
  });
}
