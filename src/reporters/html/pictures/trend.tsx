import type { HistoryPoint } from '../../../domain/history.ts';
import { count } from '../../../domain/wording.ts';
import { scoreWords } from '../../words.ts';
import { Chart, Legend } from '../chart.tsx';
import { Figure } from '../figure.tsx';
import type { PageModel } from '../page-model.ts';
import { Table } from '../table.tsx';
import { VerdictWord } from '../words.tsx';

/** Reports that the picture draws, the newest; its table has all. */
const MOST_ROWS = 30;

const TICKS = [0, 25, 50, 75, 100].map((at) => ({ at, label: String(at) }));

/** How score and findings went, a row for each report that was kept; nothing without a history. */
export function Trend({ model: { history } }: { readonly model: PageModel }) {
  if (history === undefined) return null;
  const { points } = history;
  const shown = points.slice(-MOST_ROWS);
  const title = 'How the score went';
  return (
    <Figure
      id="trend"
      title={title}
      caption={
        <>
          The score of each report that was kept, the newest last
          {shown.length < points.length &&
            `; the newest ${shown.length} of ${count(points.length, 'report')}, the table has all`}
          .
        </>
      }
      table={<TrendTable points={points} />}
    >
      <Legend
        items={[
          { ink: 'sure', shape: 'bar', words: 'guaranteed' },
          { ink: 'possible', shape: 'bar', words: 'possible beyond it' },
        ]}
      />
      <Chart
        id="trend"
        title={title}
        description={`From ${pointText(shown[0])} to ${pointText(shown.at(-1))}.`}
        ticks={TICKS}
        rows={shown.map(({ asOf, verdict, score, failed, warned }) => {
          const sure = score.guaranteed ?? 0;
          return {
            label: asOf,
            note: `${failed} failed, ${warned} warned`,
            bars: [
              { from: 0, to: sure, ink: 'sure' },
              { from: sure, to: Math.max(sure, score.possible ?? 0), ink: 'possible' },
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

function pointText(point: HistoryPoint | undefined): string {
  if (point === undefined) return 'nothing';
  const { asOf, score } = point;
  return `${scoreWords(score.guaranteed, score.possible)} on ${asOf}`;
}

function TrendTable({ points }: { readonly points: readonly HistoryPoint[] }) {
  return (
    <Table
      caption="Reports that were kept"
      columns={[
        { head: 'As of' },
        { head: 'Verdict' },
        { head: 'Guaranteed', isNumber: true },
        { head: 'Possible', isNumber: true },
        { head: 'Failed', isNumber: true },
        { head: 'Warned', isNumber: true },
        { head: 'Unknown', isNumber: true },
        { head: 'File' },
      ]}
      rows={points.map(({ file, asOf, verdict, score, failed, warned, unknown }) => [
        asOf,
        <VerdictWord verdict={verdict} />,
        score.guaranteed ?? '–',
        score.possible ?? '–',
        failed,
        warned,
        unknown,
        file,
      ])}
    />
  );
}
