import type { ReportApplication } from '../../../domain/report.ts';
import { count } from '../../../domain/wording.ts';
import { scoreWords, VERDICT_NAMES } from '../../words.ts';
import { worstFirst } from '../../worst-first.ts';
import { Chart, Legend } from '../chart.tsx';
import { Figure } from '../figure.tsx';
import type { PageModel } from '../page-model.ts';
import { Table } from '../table.tsx';
import { VerdictWord } from '../words.tsx';

/** Rows that a picture draws; its table has the others. */
const MOST_ROWS = 40;

const TICKS = [0, 25, 50, 75, 100].map((at) => ({ at, label: String(at) }));

/** Each application's score from what is sure to what is possible, the worst first. */
export function Scores({ model: { report } }: { readonly model: PageModel }) {
  const applications = [...report.applications].sort(worstFirst);
  if (applications.length === 0) return null;
  const shown = applications.slice(0, MOST_ROWS);
  const title = 'Score of each application';
  return (
    <Figure
      id="scores"
      title={title}
      caption={
        <>
          What is sure of each score, and what it may reach once every fact is recorded and turns
          out well. The worst verdict stands first
          {shown.length < applications.length &&
            `; the ${shown.length} worst of ${count(applications.length, 'application')}, the table has all`}
          .
        </>
      }
      table={<ScoreTable applications={applications} />}
    >
      <Legend
        items={[
          { ink: 'sure', shape: 'bar', words: 'guaranteed' },
          { ink: 'possible', shape: 'bar', words: 'possible beyond it' },
        ]}
      />
      <Chart
        id="scores"
        title={title}
        description={`From ${scoreText(shown[0])} to ${scoreText(shown.at(-1))}.`}
        ticks={TICKS}
        rows={shown.map((application) => {
          const { id, score, verdict } = application;
          const sure = score.guaranteed ?? 0;
          const possible = Math.max(sure, score.possible ?? 0);
          return {
            label: id,
            note: tierWords(application),
            bars: [
              { from: 0, to: sure, ink: 'sure' },
              { from: sure, to: possible, ink: 'possible' },
            ],
            value: (
              <>
                <VerdictWord verdict={verdict} /> {scoreWords(score.guaranteed, score.possible)}
              </>
            ),
          };
        })}
      />
    </Figure>
  );
}

function scoreText(application: ReportApplication | undefined): string {
  if (application === undefined) return 'none';
  const { id, score, verdict } = application;
  return `${id}, ${VERDICT_NAMES[verdict]}, ${scoreWords(score.guaranteed, score.possible)}`;
}

export function tierWords({
  tier,
  tierBasis,
}: Pick<ReportApplication, 'tier' | 'tierBasis'>): string {
  if (tier === null) return 'tier ?';
  return tierBasis === 'recovery-time' ? `tier ${tier} (RTO)` : `tier ${tier}`;
}

function ScoreTable({ applications }: { readonly applications: readonly ReportApplication[] }) {
  return (
    <Table
      caption="Applications, the worst first"
      columns={[
        { head: 'Application' },
        { head: 'Name' },
        { head: 'Tier' },
        { head: 'Owner' },
        { head: 'Verdict' },
        { head: 'Guaranteed', isNumber: true },
        { head: 'Possible', isNumber: true },
        { head: 'Coverage %', isNumber: true },
        { head: 'Share of the score %', isNumber: true },
      ]}
      rows={applications.map((one) => [
        one.id,
        one.name ?? '',
        tierWords(one),
        one.owner ?? 'not recorded',
        <VerdictWord verdict={one.verdict} />,
        one.score.guaranteed ?? 'none',
        one.score.possible ?? 'none',
        one.score.coverage ?? 'none',
        one.sharePercent,
      ])}
    />
  );
}
