import type { OutputNote } from '../app/render.ts';
import type { Report } from '../domain/report.ts';
import type { Host } from './host.ts';
import { workspaceOf, writing } from './outputs.ts';

/** What GitHub takes from one step; a larger page is refused whole. */
const LARGEST_SUMMARY = 1024 * 1024;

/** Adds a report to the summary of a GitHub step, where there is one and it has room. */
export async function addStepSummary(
  host: Host,
  report: Report,
  note: (note: OutputNote) => void,
): Promise<void> {
  const file = host.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  const { renderStepSummary } = await import('../app/render.ts');
  const text = await renderStepSummary(report, workspaceOf(host));
  const before = (await host.kindOf(file)) === 'file' ? await host.sizeOf(file) : 0;
  if (before + Buffer.byteLength(text) > LARGEST_SUMMARY) {
    note({
      code: 'summary-full',
      message: 'the summary of this step has no room for the report',
    });
    return;
  }
  await writing('the step summary', () => host.appendFile(file, text));
}
