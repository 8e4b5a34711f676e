import type { OutputNote } from '../app/render.ts';
import type { Host } from './host.ts';
import { writing } from './outputs.ts';

/** What GitHub takes from one step; a larger page is refused whole. */
const LARGEST_SUMMARY = 1024 * 1024;

/**
 * Adds Markdown to the summary of a GitHub step, where there is one. Returns a note where it has no room.
 * Throws a `UserError` where it cannot be written.
 */
export async function addStepSummary(
  host: Host,
  markdown: Iterable<string>,
): Promise<OutputNote | undefined> {
  const file = host.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return undefined;
  const text = [...markdown].join('');
  const before = (await host.kindOf(file)) === 'file' ? await host.sizeOf(file) : 0;
  if (before + Buffer.byteLength(text) > LARGEST_SUMMARY) {
    return { code: 'summary-full', message: 'the summary of this step has no room for the report' };
  }
  await writing('the step summary', () => host.appendFile(file, text));
  return undefined;
}
