import { cite, SOURCE_WORDS } from '../../../domain/citation.ts';
import type { ReportInput } from '../../../domain/report.ts';
import type { Source } from '../../../domain/rule.ts';
import type { RuleDescription } from '../../../domain/rule-description.ts';
import type { RuleOption } from '../../../domain/rule-option.ts';
import { subjectName } from '../../../domain/subject.ts';
import { count, listNames } from '../../../domain/wording.ts';
import { formatPoints } from '../../words.ts';
import { ruleAnchor } from '../finding-groups.ts';
import { OUTCOME_WORDS } from '../outcome-words.ts';
import type { OutcomeCounts, PageModel } from '../page-model.ts';
import { Table } from '../table.tsx';
import { OutcomeWord } from '../words.tsx';

/** What an auditor asks: every rule with what it rests on, what is borne, what was not looked at. */
export function Audit({ model }: { readonly model: PageModel }) {
  const { report } = model;
  return (
    <section id="audit" aria-labelledby="audit-title">
      <h2 id="audit-title">For the auditor</h2>
      <Waivers model={model} />
      <Gate model={model} />
      <NotAssessed model={model} />
      <h3 id="rules">Every rule that ran</h3>
      <p>
        {count(report.rules.length, 'rule')}. Each opens to its reason, its limits, the facts that
        it reads, and who says so: the paper’s words, other texts and today’s practice are told
        apart.
      </p>
      {report.rules.map((rule) => (
        <Rule rule={rule} answers={model.rules.get(rule.id)} />
      ))}
      <Inputs title="Inputs" files={report.inputs} />
      {report.config.length > 0 && <Inputs title="Configuration" files={report.config} />}
      <Baseline model={model} />
      <Notes model={model} />
      <p class="quiet">
        Made by {report.tool.name} {report.tool.version} as of {report.asOf}, score model{' '}
        {report.score.model}, profile {report.estate.profile}. The same inputs make the same page,
        byte for byte.
      </p>
    </section>
  );
}

interface ModelProps {
  readonly model: PageModel;
}

function Waivers({ model: { report } }: ModelProps) {
  return (
    <>
      <h3>Waivers</h3>
      {report.waivers.length === 0 ? (
        <p>Nothing is waived.</p>
      ) : (
        <Table
          caption="Risks that somebody bears for a time"
          columns={[
            'Rule',
            'Subject',
            'State',
            'Until',
            'Owner',
            'Reason',
            'Findings',
            'Place',
          ].map((head) => ({ head, isNumber: head === 'Findings' }))}
          rows={report.waivers.map((waiver) => [
            waiver.rule,
            waiver.subject,
            waiver.state,
            `${waiver.until} (${waiver.daysLeft < 0 ? `${count(-waiver.daysLeft, 'day')} ago` : `in ${count(waiver.daysLeft, 'day')}`})`,
            waiver.ticket === null ? waiver.owner : `${waiver.owner}, ${waiver.ticket}`,
            waiver.reason,
            waiver.findings.length,
            placeOf(waiver.location),
          ])}
        />
      )}
    </>
  );
}

function Gate({ model: { report } }: ModelProps) {
  const { assertions, passed } = report.gate;
  return (
    <>
      <h3>Gate</h3>
      {assertions.length === 0 ? (
        <p>Nothing was demanded.</p>
      ) : (
        <Table
          caption={passed ? 'The gate passed' : 'The gate failed'}
          columns={['Demand', 'Of', 'Answer', 'What was found'].map((head) => ({ head }))}
          rows={assertions.map((one) => [
            one.name,
            one.scope,
            <OutcomeWord outcome={one.passed ? 'pass' : 'fail'} />,
            one.message,
          ])}
        />
      )}
    </>
  );
}

/** What could not be judged for want of facts, and what was not asked with the reason. */
function NotAssessed({ model: { report, notAsked } }: ModelProps) {
  return (
    <>
      <h3>What was not assessed, and why</h3>
      {report.recordFirst.length === 0 ? (
        <p>No check waits for a fact.</p>
      ) : (
        <Table
          caption="Facts that are not recorded, those that release most points first"
          columns={[
            { head: 'Fact' },
            { head: 'Subjects without it' },
            { head: 'Checks that wait', isNumber: true },
            { head: 'Points by itself', isNumber: true },
            { head: 'Together with others', isNumber: true },
          ]}
          rows={report.recordFirst.map((advice) => [
            `${advice.kind} ${advice.path}`.trim(),
            advice.kind === 'estate' ? 'the estate' : listNames(advice.subjects),
            advice.checks,
            formatPoints(advice.pointsAlone),
            formatPoints(advice.pointsShared),
          ])}
        />
      )}
      {notAsked.length > 0 && (
        <details class="behind">
          <summary>
            Not applicable: {count(report.counts.outcomes['not-applicable'], 'answer')}
          </summary>
          <Table
            caption="Rules that do not concern a subject, with the reason"
            columns={[{ head: 'Rule' }, { head: 'Reason' }, { head: 'Subjects', isNumber: true }]}
            rows={notAsked.map(({ rule, reason, subjects }) => [rule, reason, subjects])}
          />
        </details>
      )}
    </>
  );
}

interface RuleProps {
  readonly rule: RuleDescription;
  readonly answers: OutcomeCounts | undefined;
}

const COUNTED = ['error', 'fail', 'warn', 'unknown', 'waived', 'pass', 'not-applicable'] as const;

function Rule({ rule, answers }: RuleProps) {
  const { id, title, category, severity, severityBelow, effort, evidence, waivable, subjects } =
    rule;
  const conditions = Object.entries(rule.condition).map(([key, text]) => [
    CONDITIONS[key] ?? key,
    text,
  ]);
  return (
    <details class="rule-entry" id={ruleAnchor(id)}>
      <summary>
        <span class="rule">{id}</span> {title}{' '}
        <span class="tally">
          {COUNTED.map((outcome) => {
            const number = answers?.counts[outcome] ?? 0;
            return (
              number > 0 && (
                <OutcomeWord outcome={outcome} words={`${number} ${OUTCOME_WORDS[outcome]}`} />
              )
            );
          })}
        </span>
      </summary>
      <p>{rule.why}</p>
      <dl>
        {conditions.map(([name, text]) => (
          <Term name={name ?? ''}>{text}</Term>
        ))}
        <Term name="Judges">
          {subjects.join(', ')}; {category}; {severity} for tier 0 and 1, {severityBelow} below;{' '}
          {effort} effort{evidence ? '; a missing fact is a failure' : ''}
          {waivable ? '' : '; may not be waived'}
        </Term>
        {rule.needs.length > 0 && <Term name="Needs">{rule.needs.join(', ')}</Term>}
        {rule.reads.length > 0 && <Term name="Reads">{rule.reads.join(', ')}</Term>}
        {Object.entries(rule.options).map(([name, option]) => (
          <Term name={`Limit ${name}`}>{optionWords(option)}</Term>
        ))}
        <Term name="Mend">{rule.remedy}</Term>
        {rule.sources.map((source) => (
          <SourceTerm source={source} />
        ))}
      </dl>
    </details>
  );
}

const CONDITIONS: Readonly<Record<string, string>> = {
  fail: 'Fails',
  warn: 'Warns',
  unknown: 'Unknown',
  notApplicable: 'Not applicable',
};

function Term({
  name,
  children,
}: {
  readonly name: string;
  readonly children: preact.ComponentChildren;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function optionWords(option: RuleOption): string {
  const value =
    option.type === 'number' ? `${option.default} ${option.unit}` : option.default.join(', ');
  return `${value || 'none'}. ${option.about}`;
}

function SourceTerm({ source }: { readonly source: Source }) {
  const { kind, reference, url } = cite(source);
  const says = 'says' in source && source.says !== reference ? ` ${source.says}` : '';
  return (
    <Term name={`Source: ${SOURCE_WORDS[kind]}`}>
      {url !== null && isWebAddress(url) ? (
        <a href={url} rel="noreferrer">
          {reference}
        </a>
      ) : (
        reference
      )}
      {says}
      {'confidence' in source &&
        source.confidence !== 'read' &&
        ` (${CONFIDENCE[source.confidence]})`}
    </Term>
  );
}

const CONFIDENCE = { opening: 'only its opening was read', unread: 'not read' } as const;

/** A team’s own rule may name any address. */
function isWebAddress(url: string): boolean {
  return /^https?:\/\//.test(url);
}

function Inputs({
  title,
  files,
}: {
  readonly title: string;
  readonly files: readonly ReportInput[];
}) {
  return (
    <>
      <h3>{title}</h3>
      <Table
        caption={`${title}: files with the SHA-256 of their bytes`}
        columns={[{ head: 'File' }, { head: 'SHA-256' }]}
        rows={files.map(({ file, sha256 }) => [file, <code class="hash">{sha256}</code>])}
      />
    </>
  );
}

function Baseline({ model: { report } }: ModelProps) {
  const { baseline } = report;
  if (baseline === null) return null;
  return (
    <>
      <h3>Baseline</h3>
      <p>
        {baseline.file}: {count(baseline.entries, 'known finding')}, SHA-256{' '}
        <code class="hash">{baseline.sha256}</code>.
      </p>
      {baseline.mended.length > 0 && (
        <Table
          caption="Entries whose finding is gone"
          columns={[{ head: 'Rule' }, { head: 'Subject' }, { head: 'Severity' }]}
          rows={baseline.mended.map((one) => [one.rule, subjectName(one.subject), one.severity])}
        />
      )}
    </>
  );
}

function Notes({ model: { report } }: ModelProps) {
  if (report.notices.length === 0) return null;
  return (
    <>
      <h3>Notes on this run</h3>
      <ul>
        {report.notices.map(({ message, location, hint }) => (
          <li>
            {message}
            {location !== null && <code class="place"> {placeOf(location)}</code>}
            {hint !== null && <span class="quiet"> {hint}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

function placeOf({
  file,
  line,
  column,
}: Record<'line' | 'column', number> & { readonly file: string }) {
  return `${file}:${line}:${column}`;
}
