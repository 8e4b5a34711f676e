import { subjectName } from '../../domain/subject.ts';
import type { PageFailure, PageInstance, SubjectPage } from '../../domain/subject-page.ts';
import { outageWords, worstOf } from '../failure-words.ts';
import type { ListLook } from '../reporter.ts';
import { safeLines, safeText } from '../safe-text.ts';
import { scoreWords } from '../words.ts';
import { verdictText } from './answer.ts';
import { mark, objectiveWords, renderFailure, section } from './failure.ts';
import { renderFinding } from './finding.ts';
import { beside, layoutOf, padded, scoreBar, spread, wrapped } from './layout.ts';
import { type Style, styleFor } from './style.ts';

/** What is known of one subject: its score, facts, machines, failures and open findings. */
export function renderSubjectPage(page: SubjectPage, look: ListLook): string {
  const { width, limit } = look;
  const style = styleFor(look);
  const blocks = [
    heading(page, width, style).join('\n'),
    beside(
      width,
      (room) => factsText(page, room, style),
      (room) => standingText(page, limit, room, style),
    ),
    section('Findings', page.findings, limit, style, (one) => [
      renderFinding(one, width, style),
    ]).join('\n'),
  ];
  const text = blocks.filter((block) => block !== '');
  const loss = page.loss === null ? [] : [renderFailure(page.loss, look).trimEnd()];
  return safeLines(`${[...text, ...loss].join('\n\n')}\n`);
}

function heading(page: SubjectPage, width: number, style: Style): readonly string[] {
  const { subject, location, unit, tool, asOf } = page;
  const name = unit?.name === undefined || unit.name === null ? '' : `, ${safeText(unit.name)}`;
  const lines = [
    spread(
      style.bold(`${safeText(subjectName(subject))}${name}`),
      style.dim(safeText(`${tool.name} ${tool.version}, as of ${asOf}`)),
      width,
    ),
    `  ${style.accent(style.place(location))}`,
  ];
  if (unit === null) return lines;
  const { guaranteed, possible } = unit.score;
  const basis = unit.tierBasis === 'recovery-time' ? ' (from its RTO)' : '';
  return [
    ...lines,
    '',
    spread(
      `  ${verdictText(unit.verdict, style)}`,
      `tier ${unit.tier ?? '?'}${basis}   ${style.bold(scoreWords(guaranteed, possible))}`,
      width,
    ),
    `  ${scoreBar(guaranteed, possible, width - 4, style)}`,
  ];
}

function factsText({ facts }: SubjectPage, width: number, style: Style): string {
  const entries = Object.entries(facts);
  const label =
    layoutOf(width) === 'narrow' ? 0 : Math.max(0, ...entries.map(([path]) => path.length));
  return section('Facts', entries, 0, style, (fact) => [factLine(fact, label, width, style)]).join(
    '\n',
  );
}

/** Where it stands, and what takes it out. */
function standingText(page: SubjectPage, limit: number, width: number, style: Style): string {
  return [
    section(instancesTitle(page), page.instances, limit, style, (one) => [
      instanceLine(one, page, width, style),
    ]),
    section('Failures that take it out', page.failures, limit, style, (one) =>
      failureLines(one, width, style),
    ),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function factLine(
  [path, value]: readonly [string, unknown],
  longest: number,
  width: number,
  style: Style,
): string {
  const list = Array.isArray(value) ? (value.length === 0 ? 'none' : value.join(', ')) : undefined;
  const name = safeText(path);
  return wrapped(
    longest === 0 ? `  ${style.dim(`${name}:`)} ` : `  ${style.dim(padded(name, longest))}  `,
    safeText(list ?? String(value)),
    width,
  );
}

function instancesTitle({ subject }: SubjectPage): string {
  return subject.kind === 'application' ? 'Instances' : 'What runs on it';
}

function instanceLine(
  { id, application, place, protection, redundancyGroup }: PageInstance,
  { subject }: SubjectPage,
  width: number,
  style: Style,
): string {
  const words = [
    subject.kind === 'application'
      ? `on ${place ?? 'a place that is not recorded'}`
      : `of ${application ?? 'no application'}`,
    protection === null ? 'protection not recorded' : `protection ${protection}`,
    ...(redundancyGroup === null ? [] : [`in ${redundancyGroup}`]),
  ];
  return wrapped(
    `  ${style.bullet} `,
    `${style.bold(safeText(id))} ${safeText(words.join(', '))}`,
    width,
  );
}

function failureLines(failure: PageFailure, width: number, style: Style): readonly string[] {
  const { domain, outage, rto, tolerable } = failure;
  return [
    wrapped(
      `  ${mark(worstOf(failure), style)} `,
      `${style.bold(safeText(domain))} ${outageWords(outage)}`,
      width,
    ),
    wrapped(
      '    ',
      [
        objectiveWords('RTO', rto, style),
        objectiveWords('tolerable outage', tolerable, style),
      ].join(', '),
      width,
    ),
  ];
}
