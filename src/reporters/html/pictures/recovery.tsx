import { scaleLog } from 'd3-scale';
import type {
  FailedApplication,
  FailedMachine,
  FailureReport,
  Objective,
  ObjectiveVerdict,
  Outage,
} from '../../../domain/failure.ts';
import { subjectName } from '../../../domain/subject.ts';
import { count, formatMinutes } from '../../../domain/wording.ts';
import { isWholeTime, outageWords, timeWords, wayWords, worstOf } from '../../failure-words.ts';
import { type Bar, Chart, type ChartRow, Legend, type Mark, type Tick } from '../chart.tsx';
import { Figure, NoPicture, WITHOUT_ESTATE } from '../figure.tsx';
import type { PageModel } from '../page-model.ts';
import { Table } from '../table.tsx';
import { OutcomeWord } from '../words.tsx';

const ID = 'recovery';
const TITLE = 'Who comes back when';

/** Rows of each drawing, and of each table behind it: `virtready show failure` has all of them. */
const MOST_ROWS = 14;
const MOST_TABLE_ROWS = 16;

/** The recovery after the worst failures: the first one open, the others to be chosen. */
export function Recovery({ model: { atlas } }: { readonly model: PageModel }) {
  if (atlas === undefined) return <NoPicture id={ID} title={TITLE} why={WITHOUT_ESTATE} />;
  const { recoveries } = atlas;
  if (recoveries.length === 0) {
    const why =
      'No record says that an application falls with a site, a storage, a cluster, a rack or a machine.';
    return <NoPicture id={ID} title={TITLE} why={why} />;
  }
  return (
    <Figure
      id={ID}
      title={TITLE}
      caption="After the loss of one failure domain: how long each application is out, against its recovery time objective (RTO) and its tolerable outage, then each machine in the order of its start. The axis is logarithmic: equal steps multiply the time, so that seconds and days can both be read."
    >
      <p class="chooser scripted" hidden>
        <label for="recovery-domain">After the loss of</label>
        <select id="recovery-domain" data-views="recovery-views">
          {recoveries.map(({ domain, applications }, i) => (
            <option value={viewId(i)}>
              {domain.name}: {count(applications.length, 'application')} out
            </option>
          ))}
        </select>
      </p>
      <Legend
        items={[
          { ink: 'fail', shape: 'bar', words: 'out for sure' },
          { ink: 'possible', shape: 'bar', words: 'predicted beyond it' },
          { ink: 'unknown', shape: 'bar', words: 'no end is known' },
          { ink: 'sure', shape: 'bar', words: 'machine starts' },
          { ink: 'calm', shape: 'line', words: 'RTO' },
          { ink: 'calm', shape: 'dashed', words: 'tolerable outage' },
        ]}
      />
      <div id="recovery-views">
        {recoveries.map((report, i) => (
          <details class="view" id={viewId(i)} open={i === 0}>
            <summary>The loss of {report.domain.name}</summary>
            <View id={viewId(i)} report={report} />
          </details>
        ))}
      </div>
    </Figure>
  );
}

function viewId(index: number): string {
  return `recovery-${index + 1}`;
}

function View({ id, report }: { readonly id: string; readonly report: FailureReport }) {
  const { domain, applications, machines, goOn, circles } = report;
  const axis = axisOf(report);
  const certain = machines.filter((one) => one.certain).length;
  const perhaps = machines.length - certain;
  const loss = `The loss of ${domain.name}`;
  return (
    <>
      <p>
        {count(certain, 'machine')} down{perhaps > 0 && `, ${perhaps} more may be`}.{' '}
        {verdictCounts(applications)}
      </p>
      {applications.length > 0 && (
        <Chart
          id={`${id}-applications`}
          title={`${loss}: applications`}
          description={verdictCounts(applications)}
          ticks={axis.ticks}
          rows={applications.slice(0, MOST_ROWS).map((one) => applicationRow(one, axis))}
        />
      )}
      {machines.length > 0 && (
        <>
          <h4>Machines in the order of their start</h4>
          <Chart
            id={`${id}-machines`}
            title={`${loss}: machines`}
            description={`${count(machines.length, 'machine')} in the order of their start.`}
            ticks={axis.ticks}
            rows={machines.slice(0, MOST_ROWS).map((one) => machineRow(one, axis))}
          />
        </>
      )}
      {goOn.length > 0 && <p>Go on without their lost machines: {goOn.join(', ')}.</p>}
      {circles.map((circle) => (
        <p>
          <OutcomeWord outcome="fail" words="Wait for each other without end:" />{' '}
          {circle.join(' needs ')}.
        </p>
      ))}
      <Behind report={report} />
    </>
  );
}

function verdictCounts(applications: readonly FailedApplication[]): string {
  const number = (verdict: ObjectiveVerdict): number =>
    applications.filter((one) => worstOf(one) === verdict).length;
  return `Of ${count(applications.length, 'application')}: ${number('exceeded')} out too long, ${number('unknown')} not known, ${number('met')} back in time.`;
}

const VERDICT_OUTCOME = { exceeded: 'fail', unknown: 'unknown', met: 'pass' } as const;
const VERDICT_WORDS = { exceeded: 'too long', unknown: 'not known', met: 'in time' } as const;

// The axis.

interface Axis {
  readonly at: (minutes: number) => number;
  readonly ticks: readonly Tick[];
}

/** The first quarter of a minute is not told apart. */
const SHORTEST = 0.25;
const TICK_MINUTES = [0.25, 1, 5, 15, 60, 240, 1440, 10_080, 43_200];

function axisOf({ applications, machines }: FailureReport): Axis {
  const ends = [
    ...applications.flatMap(({ outage, rto, tolerable }) => [
      outage.fromMinutes ?? 0,
      outage.toMinutes ?? 0,
      rto.limitMinutes ?? 0,
      tolerable.limitMinutes ?? 0,
    ]),
    ...machines.map(({ backAtMinutes }) => backAtMinutes ?? 0),
  ];
  const longest = ends.reduce((most, end) => Math.max(most, end), 15);
  const scale = scaleLog()
    .domain([SHORTEST, longest * 1.3])
    .range([0, 100])
    .clamp(true);
  const at = (minutes: number): number => scale(Math.max(SHORTEST, minutes));
  const ticks = TICK_MINUTES.filter((minutes) => minutes <= longest * 1.3).map((minutes) => ({
    at: at(minutes),
    label: formatMinutes(minutes),
  }));
  return { at, ticks };
}

function applicationRow(application: FailedApplication, axis: Axis): ChartRow {
  const { id, tier, certain, outage, rto, tolerable } = application;
  const verdict = worstOf(application);
  return {
    label: id,
    note: `tier ${tier ?? '?'}${certain ? '' : ', perhaps'}`,
    bars: outageBars(outage, axis),
    marks: [...limitMark(rto, 'line', axis), ...limitMark(tolerable, 'dashed', axis)],
    value: (
      <>
        <OutcomeWord outcome={VERDICT_OUTCOME[verdict]} words={VERDICT_WORDS[verdict]} />,{' '}
        {outageWords(outage)}
      </>
    ),
  };
}

/** What is sure, what is predicted beyond it, and dots up to the edge where no end is known. */
function outageBars({ fromMinutes, toMinutes, ending }: Outage, { at }: Axis): Bar[] {
  const sure = fromMinutes === null ? 100 : fromMinutes === 0 ? 0 : at(fromMinutes);
  const bars: Bar[] = [{ from: 0, to: sure, ink: 'fail' }];
  if (ending !== 'predicted') return [...bars, { from: sure, to: 100, ink: 'unknown' }];
  return [...bars, { from: sure, to: Math.max(sure, at(toMinutes ?? 0)), ink: 'possible' }];
}

function limitMark({ limitMinutes }: Objective, shape: 'line' | 'dashed', { at }: Axis): Mark[] {
  return limitMinutes === null ? [] : [{ at: at(limitMinutes), shape, ink: 'calm' }];
}

function machineRow(machine: FailedMachine, { at }: Axis): ChartRow {
  const { id, application, certain, way, startsAtMinutes, backAtMinutes, assumed } = machine;
  const note = [application ?? 'no application', ...(certain ? [] : ['if it is down'])].join(', ');
  const value = `${wayWords(machine)}; ${timeWords(machine)}`;
  if (startsAtMinutes === null || backAtMinutes === null) {
    return { label: id, note, bars: [{ from: 0, to: 100, ink: 'unknown' }], value };
  }
  const from = isWholeTime(way) || startsAtMinutes === 0 ? 0 : at(startsAtMinutes);
  const ink = assumed ? 'possible' : 'sure';
  return {
    label: id,
    note,
    bars: [{ from, to: Math.max(from + 0.6, at(backAtMinutes)), ink }],
    value,
  };
}

// The tables behind.

function Behind({
  report: { domain, applications, machines, gaps },
}: {
  readonly report: FailureReport;
}) {
  return (
    <details class="behind">
      <summary>The loss of {domain.name}: the same as tables</summary>
      <Table
        caption={`Applications that are out after the loss of ${domain.name}`}
        most={MOST_TABLE_ROWS}
        columns={['Application', 'Tier', 'Outage', 'RTO', 'Tolerable outage', 'Waits for'].map(
          (head) => ({
            head,
          }),
        )}
        rows={applications.map((one) => [
          one.id,
          one.tier ?? '?',
          `${one.certain ? '' : 'may be '}${outageWords(one.outage)}`,
          objectiveWords(one.rto),
          objectiveWords(one.tolerable),
          one.waitsFor ?? '',
        ])}
      />
      <Table
        caption={`Machines that are down after the loss of ${domain.name}`}
        most={MOST_TABLE_ROWS}
        columns={['Machine', 'Application', 'Comes back', 'When', 'Waits for'].map((head) => ({
          head,
        }))}
        rows={machines.map((one) => [
          one.certain ? one.id : `${one.id}, if it is down`,
          one.application ?? '',
          wayWords(one),
          timeWords(one),
          one.waitsFor.join(', '),
        ])}
      />
      {gaps.length > 0 && (
        <Table
          caption="What this rests on"
          most={MOST_TABLE_ROWS}
          columns={['Fact', 'Taken in its place', 'Facts', 'Place'].map((head) => ({ head }))}
          rows={gaps.map(({ fact, assumed, facts, location }) => [
            `${subjectName(fact.subject)} ${fact.path}`,
            assumed ?? 'nothing: not recorded',
            facts,
            `${location.file}:${location.line}:${location.column}`,
          ])}
        />
      )}
    </details>
  );
}

function objectiveWords({ limitMinutes, verdict }: Objective): string {
  if (limitMinutes === null) return 'not recorded';
  const words = { exceeded: 'exceeded', unknown: 'not known to be met', met: 'met' };
  return `${formatMinutes(limitMinutes)}, ${words[verdict]}`;
}
