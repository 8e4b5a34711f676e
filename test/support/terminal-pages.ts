import { readFileSync } from 'node:fs';
import { assessEstate } from '../../src/app/assess-estate.ts';
import { explainFinding } from '../../src/app/explain-finding.ts';
import { listRules } from '../../src/app/list-rules.ts';
import {
  type Look,
  renderDiff,
  renderFailureReport,
  renderFailures,
  renderFinding,
  renderHistory,
  renderReport,
  renderRule,
  renderRules,
  renderSubjectPage,
} from '../../src/app/render.ts';
import { listFailures, showFailure } from '../../src/app/show-failure.ts';
import { showSubject } from '../../src/app/show-subject.ts';
import type { History, HistoryPoint } from '../../src/domain/history.ts';
import { DEFAULT_LIMITS } from '../../src/domain/limits.ts';
import type { Report, ReportFinding, Tool } from '../../src/domain/report.ts';
import type { GroupBy } from '../../src/domain/report-format.ts';
import { diffReports } from '../../src/engine/diff.ts';

const TOOL: Tool = { name: 'virtready', version: '0.0.0-test' };

/** A page of the terminal, which is laid out by the look. */
export interface Page {
  readonly name: string;
  readonly render: (look: Look) => Promise<string>;
}

export interface Pages {
  readonly pages: readonly Page[];
  /** Lines that are shown as they are, however long, because they are to be copied. */
  readonly snippets: ReadonlySet<string>;
}

/** Every page that is laid out by its width, of an estate that is read and judged once. */
export async function terminalPages(
  file: string,
  text = readFileSync(file, 'utf8'),
): Promise<Pages> {
  const request = {
    tool: TOOL,
    files: [{ file, bytes: Buffer.from(text) }],
    unread: [],
    limits: DEFAULT_LIMITS,
    today: '2026-11-22',
    rules: { only: [], skip: [] },
    applications: [],
    gate: [],
    allowEmpty: false,
  };
  const assessed = await assessEstate(request);
  const findings = unlike(assessed.report.findings);
  const report: Report = { ...assessed.report, findings };
  const open = findings.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown');
  const rules = await listRules();
  const failures = await listFailures(request);
  const [worst] = failures.domains;
  const machine = failures.domains.find(({ kind }) => kind === 'host' || kind === 'server');
  const subjects = [`application/${report.worstApplication}`, machine?.name ?? ''];
  const subjectPages = await Promise.all(subjects.map((name) => showSubject(request, name)));
  const failure = await showFailure(request, worst?.name ?? '');
  const diff = diffReports({
    tool: TOOL,
    before: { file, report },
    after: { file, report: { ...report, findings: findings.slice(3) } },
    allowedDrop: 0,
  });
  const limit = 3;
  const grouped = (groupBy: GroupBy): Page => ({
    name: `assess, by ${groupBy}`,
    render: async (look) => {
      const world = { workspace: { folder: '/', root: '/' }, inputs: [], note: () => {} };
      const shown = { ...look, groupBy, showPasses: true, limit, quiet: false, ...world };
      return [...(await renderReport(report, 'terminal', shown))].join('');
    },
  });
  const pages: Page[] = [
    ...(['rule', 'application', 'severity'] as const).map(grouped),
    ...subjectPages.map((page) => ({
      name: `show ${page.subject.kind}`,
      render: (look: Look) => renderSubjectPage(page, 'terminal', { ...look, limit: 20 }),
    })),
    {
      name: 'show failure <domain>',
      render: async (look) => renderFailureReport(failure, 'terminal', { ...look, limit: 0 }),
    },
    {
      name: 'show failure',
      render: async (look) => renderFailures(failures, 'terminal', { ...look, limit: 0 }),
    },
    ...open.slice(0, 2).map(({ fingerprint }) => {
      const explanation = explainFinding(assessed, fingerprint);
      return {
        name: `explain ${fingerprint}`,
        render: async (look: Look) => renderFinding(explanation, 'terminal', look),
      };
    }),
    ...rules.slice(0, 3).map((rule) => ({
      name: `explain ${rule.id}`,
      render: async (look: Look) => renderRule(rule, 'terminal', look),
    })),
    { name: 'rules', render: async (look) => renderRules(rules, 'terminal', look) },
    {
      name: 'diff',
      render: async (look) =>
        [...(await renderDiff(diff, 'terminal', { ...look, limit, quiet: false }))].join(''),
    },
    {
      name: 'history show',
      render: (look) =>
        renderHistory(historyOf(report), 'terminal', { ...look, limit, quiet: false }),
    },
  ];
  const snippets = findings.flatMap(({ snippet }) => snippet?.split('\n') ?? []);
  return { pages, snippets: new Set(snippets.map((line) => line.trim())) };
}

/** One finding of each rule and answer: every kind of line, and few enough to be read for every width. */
function unlike(findings: Iterable<ReportFinding>): readonly ReportFinding[] {
  const kinds = new Map<string, ReportFinding>();
  for (const finding of findings) {
    const kind = `${finding.rule} ${finding.outcome}`;
    if (!kinds.has(kind)) kinds.set(kind, finding);
  }
  return [...kinds.values()];
}

/** More reports than a line of the narrowest terminal has columns. */
function historyOf({ score, verdict }: Report): History {
  const points = Array.from(
    { length: 60 },
    (_, i): HistoryPoint => ({
      file: 'r.json',
      asOf: `2026-${i < 30 ? '09' : '10'}-${String((i % 30) + 1).padStart(2, '0')}`,
      estate: 'an estate with a name that is longer than a narrow line has columns',
      verdict: i === 0 ? 'ready-with-conditions' : verdict,
      score: { ...score, guaranteed: i === 7 ? null : (score.guaranteed ?? 0) * (i / 60) },
      model: 1,
      failed: i,
      warned: 10 * i,
      unknown: 100 * i,
    }),
  );
  return { schemaVersion: 1, points, latest: null };
}
