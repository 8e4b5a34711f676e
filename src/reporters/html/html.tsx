import { renderToString } from 'preact-render-to-string';
import type { ErrorReport, Report } from '../../domain/report.ts';
import type { Reporter } from '../reporter.ts';
import { Patterns } from './chart.tsx';
import { Finding } from './finding.tsx';
import { anchorOf, type FindingGroup } from './finding-groups.ts';
import { SCRIPT, SCRIPT_HASH, STYLE, STYLE_HASH } from './generated/page-parts.ts';
import { type PackedGroups, packGroups } from './packed-groups.ts';
import { type PageModel, pageModel } from './page-model.ts';
import { Audit } from './sections/audit.tsx';
import { Findings, inMembers } from './sections/findings.tsx';
import { Pictures } from './sections/pictures.tsx';
import { Summary, subjectCounts } from './sections/summary.tsx';
import { scriptJson, tame } from './tame.ts';

/**
 * The report as one page that asks for nothing: what the reader can do without a script stands in its text,
 * and the findings beyond that as data, each once.
 */
export const html: Reporter = function* html(report: Report, { atlas, history }) {
  const model = pageModel(report, atlas, history);
  const before = [
    head(titleOf(model.report), 'page'),
    renderToString(<Top model={model} />),
    '<main id="content">',
    renderToString(<Summary model={model} />),
    renderToString(<Pictures model={model} />),
  ];
  const audit = renderToString(<Audit model={model} />);
  const written = writtenFindings(model.groups);
  const room =
    PAGE_BYTES - sizeOf([...before, audit, SCRIPT]) - sizeOf(written.texts) - LISTS_BYTES;
  const others = model.groups.slice(written.texts.length);
  const data = packGroups(others, Math.max(room, LEAST_DATA));
  const held = model.groups.slice(0, written.texts.length + data.groups.length);
  const anchors = new Set(held.flatMap(anchorsOf));
  const inData = inMembers(held) - written.findings;
  const leftOut = inMembers(others) - inData;
  const findings = (
    <Findings
      model={model}
      written={{ html: written.texts.join(''), findings: written.findings }}
      inData={inData}
      leftOut={leftOut}
      holds={(anchor) => anchors.has(anchor)}
    />
  );
  for (const part of [...before, renderToString(findings), audit]) yield `${part}\n`;
  yield tail(data);
};

function anchorsOf({ rule, kind, members }: FindingGroup): string[] {
  return members.map(({ id }) => anchorOf(rule, kind, id));
}

/** What a page takes at most, but for an estate with enormous names: every browser opens it at once. */
const PAGE_BYTES = 1_480_000;

/** Findings in the page’s text, gravest first: what can be read without a script. */
const WRITTEN_BYTES = 250_000;

/** In data a finding takes a fifth of what it takes as text: where there are many, more of them fit. */
const WRITTEN_OF_MANY_BYTES = 120_000;
const MANY_GROUPS = 2000;

/** What filters and the lists by application and machine may take. */
const LISTS_BYTES = 80_000;

const LEAST_DATA = 100_000;

function sizeOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/** As many groups as have room, rendered, and how many findings they hold. */
function writtenFindings(groups: readonly FindingGroup[]) {
  const texts: string[] = [];
  const most = groups.length > MANY_GROUPS ? WRITTEN_OF_MANY_BYTES : WRITTEN_BYTES;
  let size = 0;
  for (const group of groups) {
    const text = renderToString(<Finding group={group} />);
    size += sizeOf([text]);
    if (size > most) break;
    texts.push(text);
  }
  return { texts, findings: inMembers(groups.slice(0, texts.length)) };
}

/** What stands in the page's place where nothing could be assessed. */
export function renderErrorHtml(given: ErrorReport): string {
  const { tool, error } = tame(given);
  const title = 'Nothing could be assessed';
  return [
    head(title, 'error'),
    renderToString(
      <main id="content">
        <h1>{title}</h1>
        {error.message !== error.problems[0]?.message && <p>{error.message}</p>}
        <ul>
          {error.problems.map(({ message, location, hint }) => (
            <li>
              {message}
              {location !== null && (
                <code class="place">
                  {' '}
                  {location.file}:{location.line}:{location.column}
                </code>
              )}
              {hint !== null && <span class="quiet"> {hint}</span>}
            </li>
          ))}
        </ul>
        {error.more > 0 && <p>and {error.more} more</p>}
        <p class="quiet">
          {tool.name} {tool.version}
        </p>
      </main>,
    ),
    '\n</body></html>\n',
  ].join('');
}

function titleOf({ estate }: PageModel['report']): string {
  return estate.name ?? SUBJECT;
}

const SUBJECT = 'Virtualization readiness';

/** Nothing may be loaded, sent or run but what stands in the page. */
const POLICY = [
  "default-src 'none'",
  `style-src '${STYLE_HASH}'`,
  `script-src '${SCRIPT_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

function head(title: string, kind: 'page' | 'error'): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    renderToString(<title>{title}</title>),
    `<style>${STYLE}</style>`,
    '</head>',
    `<body class="${kind}">`,
    '',
  ].join('\n');
}

function tail(data: PackedGroups): string {
  return [
    '</main>',
    `<script type="application/json" id="findings-data">${scriptJson(data)}</script>`,
    `<script>${SCRIPT}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const SECTIONS = [
  ['summary', 'Summary'],
  ['applications', 'Applications'],
  ['failures', 'Failures'],
  ['places', 'Places and room'],
  ['support', 'Support'],
  ['next', 'What first'],
  ['findings', 'Findings'],
  ['audit', 'Audit'],
] as const;

/** What stands above the sections. */
function Top({ model: { report } }: { readonly model: PageModel }) {
  const { estate, asOf, tool } = report;
  const above = [estate.name === null ? null : SUBJECT, estate.organization].filter(
    (words) => words !== null,
  );
  return (
    <>
      <a class="skip" href="#summary">
        Skip to the summary
      </a>
      <header>
        {above.length > 0 && <p class="quiet">{above.join(', ')}</p>}
        <h1>{titleOf(report)}</h1>
        <p class="quiet">
          As of {asOf}; {subjectCounts(report)}; {tool.name} {tool.version}
        </p>
        <button type="button" id="theme" class="scripted" hidden>
          Dark or light
        </button>
      </header>
      <nav class="sections" aria-label="Sections">
        <ul>
          {SECTIONS.map(([id, words]) => (
            <li>
              <a href={`#${id}`}>{words}</a>
            </li>
          ))}
        </ul>
      </nav>
      <Patterns />
    </>
  );
}
