import { scaleLinear } from 'd3-scale';
import type { FailureSummary } from '../../../domain/failure.ts';
import { count, listNames } from '../../../domain/wording.ts';
import { outageWords } from '../../failure-words.ts';
import { Chart, type ChartRow, Legend } from '../chart.tsx';
import { Figure, NoPicture, WITHOUT_ESTATE } from '../figure.tsx';
import type { PageModel } from '../page-model.ts';
import { Table } from '../table.tsx';
import { OutcomeWord } from '../words.tsx';

const ID = 'blast-radius';
const TITLE = 'What falls with what';
const MOST_ROWS = 25;

/** Failure domains by the critical applications that they take down. */
export function BlastRadius({ model: { atlas } }: { readonly model: PageModel }) {
  if (atlas === undefined) return <NoPicture id={ID} title={TITLE} why={WITHOUT_ESTATE} />;
  const domains = atlas.failures?.domains ?? [];
  const falling = domains.filter(({ longest }) => longest !== null);
  if (falling.length === 0) {
    return (
      <NoPicture
        id={ID}
        title={TITLE}
        why="No record says that an application falls with anything."
      />
    );
  }
  const shown = falling.slice(0, MOST_ROWS);
  const most = shown.reduce((sum, { critical }) => Math.max(sum, critical.length), 1);
  const scale = scaleLinear().domain([0, most]).range([0, 100]);
  const ticks = scale
    .ticks(Math.min(most, 6))
    .filter(Number.isInteger)
    .map((value) => ({ at: scale(value), label: String(value) }));
  const [worst] = shown;
  return (
    <Figure
      id={ID}
      title={TITLE}
      caption={
        <>
          Failure domains by the applications of tier 0 and 1 that are out for sure when they fail;
          one without a known tier counts among them. {shown.length} of{' '}
          {count(domains.length, 'domain')}, the worst first.
        </>
      }
      table={<DomainTable domains={domains} />}
    >
      <Legend
        items={[{ ink: 'fail', shape: 'bar', words: 'applications of tier 0 and 1 that are out' }]}
      />
      <Chart
        id={ID}
        title={TITLE}
        description={`The worst is ${worst?.name}: ${count(worst?.critical.length ?? 0, 'critical application')}.`}
        ticks={ticks}
        rows={shown.map(
          (domain): ChartRow => ({
            label: domain.name,
            note: `${count(domain.machines, 'machine')}`,
            bars: [{ from: 0, to: scale(domain.critical.length), ink: 'fail' }],
            value:
              domain.critical.length === 0
                ? 'nothing of tier 0 or 1'
                : `${domain.critical.length}: ${listNames(domain.critical, 3)}`,
          }),
        )}
      />
      <Unplaced model={atlas.failures} />
    </Figure>
  );
}

function Unplaced({ model }: { readonly model: Record<'unplaced' | 'unassigned', number> | null }) {
  if (model === null || model.unplaced + model.unassigned === 0) return null;
  const { unplaced, unassigned } = model;
  return (
    <p class="quiet">
      {unplaced > 0 &&
        `${count(unplaced, 'machine')} without a recorded place may stand in any of them. `}
      {unassigned > 0 &&
        `What is out with ${count(unassigned, 'machine')} without an application is not known.`}
    </p>
  );
}

function DomainTable({ domains }: { readonly domains: readonly FailureSummary[] }) {
  return (
    <Table
      caption="Failure domains, the worst first"
      most={100}
      columns={[
        { head: 'Domain' },
        { head: 'Machines', isNumber: true },
        { head: 'Tier 0 and 1', isNumber: true },
        { head: 'Which' },
        { head: 'Longest' },
        { head: 'Too long', isNumber: true },
        { head: 'Not known', isNumber: true },
        { head: 'In time', isNumber: true },
      ]}
      rows={domains.map((one) => [
        one.name,
        one.machines,
        one.critical.length,
        listNames(one.critical, 12),
        one.longest === null ? (
          <OutcomeWord outcome="pass" words="nothing is out" />
        ) : (
          outageWords(one.longest)
        ),
        one.exceeded,
        one.unknown,
        one.met,
      ])}
    />
  );
}
