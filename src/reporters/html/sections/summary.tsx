import type { MendAdvice, Report } from '../../../domain/report.ts';
import { VERDICTS, type Verdict } from '../../../domain/score.ts';
import { type SubjectKind, subjectName } from '../../../domain/subject.ts';
import { count, listNames } from '../../../domain/wording.ts';
import { formatPoints, scoreWords, VERDICT_NAMES, VERDICT_OUTCOMES } from '../../words.ts';
import { percent } from '../chart.tsx';
import { anchorOf } from '../finding-groups.ts';
import type { PageModel } from '../page-model.ts';
import { OutcomeWord } from '../words.tsx';

const RISKS = 3;

/** One screen for whoever decides: verdict, score with its range, the gravest risks, what is left to do. */
export function Summary({ model: { report } }: { readonly model: PageModel }) {
  const risks = report.mendFirst.slice(0, RISKS);
  return (
    <section id="summary" aria-labelledby="summary-title">
      <h2 id="summary-title" class="unseen">
        Summary
      </h2>
      <div class="answer">
        <Answer report={report} />
        <div class="to-be-ready">
          <h3>{report.verdict === 'ready' ? 'What is still open' : 'What it takes to be ready'}</h3>
          <ol>
            {stepsToReady(report).map((step) => (
              <li>{step}</li>
            ))}
          </ol>
        </div>
      </div>
      {risks.length > 0 && (
        <>
          <h3>{risks.length < RISKS ? 'The gravest risks' : 'The three gravest risks'}</h3>
          <div class="risks">
            {risks.map((advice) => (
              <Risk advice={advice} report={report} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

type Findingless = PageModel['report'];

function Answer({ report }: { readonly report: Findingless }) {
  const { verdict, score, withoutWaivers, counts, applications, worstApplication } = report;
  const { fail, warn, unknown, pass, waived, error } = counts.outcomes;
  const worst = applications.find(({ id }) => id === worstApplication);
  return (
    <div class={`verdict-box ${verdict}`}>
      <p class="verdict">
        <OutcomeWord outcome={VERDICT_OUTCOMES[verdict]} words={headline(verdict)} />
      </p>
      <p class="score">
        <b>{score.guaranteed ?? 'none'}</b>
        <span>
          {score.possible !== null && score.possible !== score.guaranteed
            ? `up to ${score.possible} of 100`
            : 'of 100'}
        </span>
      </p>
      <ScoreBar report={report} />
      <p>
        {score.coverage === null
          ? 'Nothing was applicable.'
          : `${score.guaranteed ?? 0} is sure, whatever the missing facts turn out to be. ${score.coverage} % of the weight could be judged (${score.stars ?? 0} of 5 stars).`}
      </p>
      <p class="tally">
        {error > 0 && <OutcomeWord outcome="error" words={`${error} crashed`} />}
        <OutcomeWord outcome="fail" words={`${fail} failed`} />
        <OutcomeWord outcome="warn" words={count(warn, 'warning')} />
        <OutcomeWord outcome="unknown" words={`${unknown} unknown`} />
        <OutcomeWord outcome="pass" words={`${pass} passed`} />
        {waived > 0 && <OutcomeWord outcome="waived" words={`${waived} waived`} />}
      </p>
      <p>
        {verdictsOf(applications.map((one) => one.verdict))}
        {worst !== undefined && (
          <>
            {' '}
            The worst is <b>{worst.id}</b> at {worst.score.guaranteed}.
          </>
        )}
      </p>
      {withoutWaivers !== null && (
        <p>
          Without waivers: {VERDICT_NAMES[withoutWaivers.verdict]},{' '}
          {scoreWords(withoutWaivers.score.guaranteed, withoutWaivers.score.possible)}.
        </p>
      )}
    </div>
  );
}

/** `Not ready`. */
function headline(verdict: Verdict): string {
  const words = VERDICT_NAMES[verdict];
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function ScoreBar({ report: { score } }: { readonly report: Findingless }) {
  const sure = score.guaranteed ?? 0;
  const possible = Math.max(sure, score.possible ?? 0);
  return (
    <svg
      class="score-bar"
      width="100%"
      height="18"
      role="img"
      aria-label={`Score: ${sure} guaranteed, ${possible} possible, of 100`}
    >
      <rect class="track" width="100%" height="18" />
      <rect class="ink-sure" width={percent(sure)} height="18" />
      <rect class="ink-possible" x={percent(sure)} width={percent(possible - sure)} height="18" />
    </svg>
  );
}

function verdictsOf(verdicts: readonly Verdict[]): string {
  if (verdicts.length === 0) return '';
  const words = VERDICTS.flatMap((verdict) => {
    const number = verdicts.filter((one) => one === verdict).length;
    return number === 0 ? [] : [`${number} ${VERDICT_NAMES[verdict]}`];
  });
  return `Of ${count(verdicts.length, 'application')}: ${words.join(', ')}.`;
}

/** What stands between the estate and `ready`, by what the verdict asks. */
function stepsToReady({ counts, recordFirst, withoutWaivers, gate, waivers, score }: Findingless) {
  const { blocker, high, medium } = counts.severities;
  const { unknown } = counts.outcomes;
  const facts = recordFirst.reduce((sum, { subjects }) => sum + subjects.length, 0);
  const gain = (score.possible ?? 0) - (score.guaranteed ?? 0);
  const failedGate = gate.assertions.filter(({ passed }) => !passed);
  const steps = [
    ...(blocker.fail > 0
      ? [
          `Mend ${count(blocker.fail, 'failed blocker')}: no application is ready while one of its blockers fails.`,
        ]
      : []),
    ...(high.fail + medium.fail > 0
      ? [
          `Mend ${count(high.fail + medium.fail, 'further failure')} of high or medium severity; until then it is ready with conditions at most.`,
        ]
      : []),
    ...(unknown > 0
      ? [
          `Record ${count(facts, 'fact')} of ${count(recordFirst.length, 'kind')}: ${count(unknown, 'check')} ${unknown === 1 ? 'waits' : 'wait'} for them, worth up to ${formatPoints(gain)} points.`,
        ]
      : []),
    ...(withoutWaivers !== null
      ? [
          `Mend what is only borne: ${count(waivers.filter(({ findings }) => findings.length > 0).length, 'waiver')} in use.`,
        ]
      : []),
    ...failedGate.map(({ message }) => `Pass the gate: ${message}.`),
  ];
  return steps.length > 0 ? steps : ['Nothing: no check stands against it. Keep the record true.'];
}

function Risk({ advice, report }: { readonly advice: MendAdvice; readonly report: Findingless }) {
  const { rule, title, severity, outcome, effort, points, subjects } = advice;
  const why = report.rules.find(({ id }) => id === rule)?.why;
  const [first] = subjects;
  return (
    <article class={`risk ${outcome}`}>
      <p>
        <OutcomeWord outcome={outcome} /> <span class={`severity ${severity}`}>{severity}</span>{' '}
        {first === undefined ? (
          <span class="rule">{rule}</span>
        ) : (
          <a class="rule" href={`#${anchorOf(rule, first.kind, first.id)}`}>
            {rule}
          </a>
        )}
      </p>
      <h4>
        {outcome === 'fail' ? 'Not so' : 'Only in part'}: {title}
      </h4>
      {why !== undefined && <p>{why}</p>}
      <p>
        <b>Where</b> {listNames(subjects.map(subjectName))}
      </p>
      <p class="quiet">
        {points > 0 && `+${formatPoints(points)} points, `}
        {effort} effort
      </p>
    </article>
  );
}

/** What was looked at: `2 sites, 9 hosts`. */
export function subjectCounts({ counts }: Pick<Report, 'counts'>): string {
  return Object.entries(counts.subjects)
    .filter(([kind]) => kind !== 'estate')
    .map(([kind, number]) => count(number, kind, PLURALS[kind as SubjectKind]))
    .join(', ');
}

const PLURALS: Readonly<Partial<Record<SubjectKind, string>>> = { storage: 'storage' };
