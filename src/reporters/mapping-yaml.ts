import { MAPPED_SUBJECTS } from '../domain/mapping.ts';
import type { MappingProposal, ProposedColumn } from '../domain/mapping-proposal.ts';
import { unitsLike } from '../domain/units.ts';
import { listWords } from '../domain/wording.ts';
import { safeJson, safeText } from './safe-text.ts';

/** A proposed mapping as YAML, with a word on whatever wants a decision. */
export function renderMappingYaml(proposal: MappingProposal): string {
  const { file, subject, id, idIsLikely, sheet, columns, others, missing } = proposal;
  const lines = [
    `# Proposed from the headings of ${safeText(file)} alone: read every line, then import with`,
    '# virtready import mapped <table> --mapping <this file>',
    `subject: ${subject} # what a row is: ${listWords(MAPPED_SUBJECTS)}`,
    `id: ${text(id)}${idIsLikely ? '' : ' # which column names the subject, and no other one?'}`,
    ...(sheet === undefined ? [] : [`sheet: ${text(sheet)}`]),
    ...missing.map((field) => `# constants: { ${field}: … } # every row needs it`),
    columns.length === 0 ? 'columns: {}' : 'columns:',
    ...columns.map(columnLine),
  ];
  if (others.length > 0) {
    lines.push(
      '# Nothing is proposed for these: give them a field above, or leave them out.',
      'ignore:',
      ...others.map((heading) => `  - ${text(heading)}`),
    );
  }
  return `${lines.join('\n')}\n`;
}

function columnLine({ heading, field, type, unit }: ProposedColumn): string {
  const counted = unit === undefined ? undefined : countedIn(unit);
  const value = counted === undefined ? field : `{ field: ${text(field)}, unit: ${text(counted)} }`;
  const hint = counted === undefined ? hintFor(type) : unitHint(unit ?? '', counted);
  return `  ${text(heading)}: ${value}${hint === undefined ? '' : ` # ${hint}`}`;
}

/** Memory and disks of machines are counted in powers of two, whatever the heading says. */
function countedIn(unit: string): string {
  return unit.replace(/^([KMGTP])B$/, '$1iB').replace(/^kB$/, 'KiB');
}

function unitHint(said: string, counted: string): string | undefined {
  if (said === counted) return undefined;
  return `the heading says ${said}: is it ${counted} (powers of 1024) or ${said} (powers of 1000)?`;
}

function hintFor({ unit, words, kind, refers }: ProposedColumn['type']): string | undefined {
  if (unit !== undefined && unitsLike(unit).length > 1) return `in ${unit}; else give unit:`;
  if (words !== undefined) return `${listWords(words.map(String))}; else give values:`;
  if (kind === 'flag') return 'true or false; else give values:';
  if (kind === 'day') return 'YYYY-MM-DD; else give dayOrder: above';
  return refers === undefined ? undefined : `names the ${listWords(refers)}`;
}

function text(value: string): string {
  return safeJson(value);
}
