import { scaleUtc } from 'd3-scale';
import type { SupportEnd } from '../../../domain/atlas.ts';
import { daysBetween, type IsoDate } from '../../../domain/calendar.ts';
import type { FindingOutcome } from '../../../domain/finding.ts';
import { subjectName } from '../../../domain/subject.ts';
import { count, listNames } from '../../../domain/wording.ts';
import { Chart, type ChartRow, Legend, type Tick } from '../chart.tsx';
import { Figure, NoPicture, WITHOUT_ESTATE } from '../figure.tsx';
import type { PageModel } from '../page-model.ts';
import { Table } from '../table.tsx';
import { OutcomeWord } from '../words.tsx';

const ID = 'calendar';
const TITLE = 'What runs out of support, when, and under whom';
const MOST_ROWS = 40;

/** An end that is nearer than this is worth planning for. */
const SOON_DAYS = 365;

/** The ends of support on a line of time, the earliest first. */
export function SupportCalendar({ model: { atlas, report } }: { readonly model: PageModel }) {
  if (atlas === undefined) return <NoPicture id={ID} title={TITLE} why={WITHOUT_ESTATE} />;
  const { supportEnds } = atlas;
  const { asOf } = report;
  const dated = supportEnds.filter(({ end }) => end !== null);
  if (dated.length === 0) {
    return (
      <NoPicture
        id={ID}
        title={TITLE}
        why="Neither the record nor the built-in table tells an end of support."
      />
    );
  }
  const shown = dated.slice(0, MOST_ROWS);
  const axis = axisOf(shown, asOf);
  const ended = dated.filter((one) => left(one, asOf) < 0).length;
  return (
    <Figure
      id={ID}
      title={TITLE}
      caption={
        <>
          The last day of general support of platforms, guests and databases, and of contracts; a
          diamond is the last day of extended support, where it is recorded as bought. Dates are
          those of the record, else of the built-in life-cycle table. {ended} of {dated.length} have
          ended by {asOf}
          {shown.length < dated.length && `; the ${shown.length} earliest, the table has all`}.
        </>
      }
      table={<EndTable ends={supportEnds} asOf={asOf} />}
    >
      <Legend
        items={[
          { ink: 'fail', shape: 'bar', words: 'ended, until today' },
          { ink: 'warn', shape: 'bar', words: 'ends within a year' },
          { ink: 'sure', shape: 'bar', words: 'ends later' },
          { ink: 'calm', shape: 'line', words: 'today' },
          { ink: 'calm', shape: 'diamond', words: 'end of extended support' },
        ]}
      />
      <Chart
        id={ID}
        title={TITLE}
        description={`${ended} of ${dated.length} have ended.`}
        ticks={axis.ticks}
        rows={shown.map((one) => endRow(one, asOf, axis))}
      />
    </Figure>
  );
}

interface Axis {
  readonly at: (day: IsoDate) => number;
  readonly ticks: readonly Tick[];
}

function axisOf(ends: readonly SupportEnd[], asOf: IsoDate): Axis {
  const days = [...ends.flatMap(({ end, extendedEnd }) => [end, extendedEnd]), asOf]
    .filter((day) => day !== null)
    .sort();
  const first = dateOf(days[0] ?? asOf);
  const last = dateOf(days.at(-1) ?? asOf);
  const scale = scaleUtc().domain([first, last]).nice().range([0, 100]);
  const ticks = scale
    .ticks(5)
    .map((date) => ({ at: scale(date), label: String(date.getUTCFullYear()) }))
    .filter(({ label }, i, all) => all[i - 1]?.label !== label);
  return { at: (day) => scale(dateOf(day)), ticks };
}

function dateOf(day: IsoDate): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Days from today to the end. */
function left({ end }: SupportEnd, asOf: IsoDate): number {
  return end === null ? 0 : daysBetween(asOf, end);
}

function endRow(support: SupportEnd, asOf: IsoDate, { at }: Axis): ChartRow {
  const { what, kind, end, extendedEnd, subjects } = support;
  const days = left(support, asOf);
  const ends = at(end ?? asOf);
  const today = at(asOf);
  const ink = days < 0 ? 'fail' : days <= SOON_DAYS ? 'warn' : 'sure';
  return {
    label: what,
    note: `${kind === 'contract' ? 'contract, ' : ''}${count(subjects.length, 'subject')}`,
    bars: [{ from: Math.min(ends, today), to: Math.max(ends, today), ink }],
    marks: [
      { at: today, shape: 'line', ink: 'calm' },
      ...(extendedEnd === null
        ? []
        : [{ at: at(extendedEnd), shape: 'diamond', ink: 'calm' } as const]),
    ],
    value: (
      <>
        <State support={support} asOf={asOf} /> {end}
        {extendedEnd !== null && `, extended until ${extendedEnd}`}
        {support.applications.length > 0 && `; ${listNames(support.applications, 3)}`}
      </>
    ),
  };
}

function State({ support, asOf }: { readonly support: SupportEnd; readonly asOf: IsoDate }) {
  const days = left(support, asOf);
  const [outcome, words]: readonly [FindingOutcome, string] =
    days < 0 ? ['fail', 'ended'] : days <= SOON_DAYS ? ['warn', 'ends'] : ['pass', 'until'];
  return <OutcomeWord outcome={outcome} words={words} />;
}

function EndTable({
  ends,
  asOf,
}: {
  readonly ends: readonly SupportEnd[];
  readonly asOf: IsoDate;
}) {
  return (
    <Table
      caption="Ends of support, the earliest first"
      columns={[
        { head: 'What' },
        { head: 'Kind' },
        { head: 'Last day' },
        { head: 'Days left', isNumber: true },
        { head: 'Extended until' },
        { head: 'From' },
        { head: 'Subjects' },
        { head: 'Applications' },
      ]}
      rows={ends.map((one) => [
        one.what,
        one.kind,
        one.end ?? (one.basis === 'table' ? 'none is published' : 'not known'),
        one.end === null ? '' : left(one, asOf),
        one.extendedEnd ?? '',
        BASIS[one.basis ?? 'none'],
        listNames(one.subjects.map(subjectName), 6),
        listNames(one.applications, 6),
      ])}
    />
  );
}

const BASIS = { recorded: 'the record', table: 'the built-in table', none: '' } as const;
