import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import type { ComponentChildren } from 'preact';
import { subjectName } from '../../../domain/subject.ts';
import { count, listNames } from '../../../domain/wording.ts';
import { formatPoints } from '../../words.ts';
import { anchorAt, percent } from '../chart.tsx';
import { Figure, NoPicture } from '../figure.tsx';
import type { PageModel } from '../page-model.ts';
import { Table } from '../table.tsx';

/** What brings how many points, one step after the other. */
export function Advice({ model: { report } }: { readonly model: PageModel }) {
  return (
    <div class="pair">
      <MendFirst report={report} />
      <RecordFirst report={report} />
    </div>
  );
}

interface Props {
  readonly report: PageModel['report'];
}

function MendFirst({ report: { mendFirst } }: Props) {
  const title = 'What to mend first';
  if (mendFirst.length === 0) {
    return <NoPicture id="mend-first" title={title} why="No rule fails or warns." />;
  }
  const gains = mendFirst.map(({ points }) => points);
  return (
    <Figure
      id="mend-first"
      title={title}
      caption={`Points that the guaranteed score gains if these ${count(mendFirst.length, 'rule')} are met one after the other: failed blockers first, then by points.`}
      table={
        <Table
          caption="Rules to mend, in this order"
          columns={[
            { head: 'Rule' },
            { head: 'Asks that' },
            { head: 'Severity' },
            { head: 'Effort' },
            { head: 'Points', isNumber: true },
            { head: 'Together', isNumber: true },
            { head: 'Where' },
          ]}
          rows={mendFirst.map((one, i) => [
            one.rule,
            one.title,
            one.severity,
            one.effort,
            formatPoints(one.points),
            formatPoints(sumTo(gains, i)),
            listNames(one.subjects.map(subjectName)),
          ])}
        />
      }
    >
      <Curve
        title={title}
        description={`${formatPoints(sumTo(gains, gains.length))} points in all; the first three bring ${formatPoints(sumTo(gains, 2))}.`}
        gains={gains}
        unit="rules mended"
      />
      <FirstSteps>
        {mendFirst.slice(0, FIRST_STEPS).map(({ rule, title: asked, points, effort }) => (
          <li>
            <b>{rule}</b> {asked}{' '}
            <span class="quiet">
              +{formatPoints(points)}, {effort} effort
            </span>
          </li>
        ))}
      </FirstSteps>
    </Figure>
  );
}

function RecordFirst({ report: { recordFirst } }: Props) {
  const title = 'What to record first';
  const worth = recordFirst.filter(
    ({ pointsAlone, pointsShared }) => pointsAlone + pointsShared > 0,
  );
  if (worth.length === 0) {
    return <NoPicture id="record-first" title={title} why="No check waits for a fact." />;
  }
  const alone = worth.map(({ pointsAlone }) => pointsAlone);
  return (
    <Figure
      id="record-first"
      title={title}
      caption={`Points that these ${count(worth.length, 'kind of fact', 'kinds of facts')} could release by themselves, one after the other, if they turn out well. What checks release that wait for several of them at once is in the table, and in no curve: it would be counted more than once.`}
      table={
        <Table
          caption="Facts to record, in this order"
          columns={[
            { head: 'Fact' },
            { head: 'Checks', isNumber: true },
            { head: 'Points by itself', isNumber: true },
            { head: 'Together', isNumber: true },
            { head: 'With other facts', isNumber: true },
            { head: 'Of' },
          ]}
          rows={worth.map((one, i) => [
            `${one.kind} ${one.path}`.trim(),
            one.checks,
            formatPoints(one.pointsAlone),
            formatPoints(sumTo(alone, i)),
            formatPoints(one.pointsShared),
            one.kind === 'estate' ? 'the estate' : listNames(one.subjects),
          ])}
        />
      }
    >
      <Curve
        title={title}
        description={`${formatPoints(sumTo(alone, alone.length))} points by themselves; the first three bring ${formatPoints(sumTo(alone, 2))}.`}
        gains={alone}
        unit="kinds of facts recorded"
      />
      <FirstSteps>
        {worth.slice(0, FIRST_STEPS).map((one) => (
          <li>
            <b>
              {one.kind} {one.path}
            </b>{' '}
            of {one.kind === 'estate' ? 'the estate' : listNames(one.subjects)}{' '}
            <span class="quiet">
              +{formatPoints(one.pointsAlone)}, {count(one.checks, 'check')}
            </span>
          </li>
        ))}
      </FirstSteps>
    </Figure>
  );
}

const FIRST_STEPS = 5;

function FirstSteps({ children }: { readonly children: ComponentChildren }) {
  return <ol>{children}</ol>;
}

/** The sum up to and with the item at `index`. */
function sumTo(numbers: readonly number[], index: number): number {
  return numbers.slice(0, index + 1).reduce((sum, number) => sum + number, 0);
}

interface CurveProps {
  readonly title: string;
  readonly description: string;
  /** What each step brings; drawn as sums. */
  readonly gains: readonly number[];
  readonly unit: string;
}

const HEIGHT = 180;

/** Sums over steps. The drawing is stretched to its room, and the labels stand beside it unstretched. */
function Curve({ title, description, gains, unit }: CurveProps) {
  const steps = gains.length;
  const sums = [0, ...gains.map((_, i) => sumTo(gains, i))];
  const most = Math.max(1, sumTo(gains, steps));
  const x = scaleLinear().domain([0, steps]).range([0, 100]);
  const y = scaleLinear().domain([0, most]).nice(4).range([100, 0]);
  const drawn = line<number>()
    .x((_, i) => x(i))
    .y((sum) => y(sum))
    .curve(curveStepAfter)
    .digits(2);
  const filled = area<number>()
    .x((_, i) => x(i))
    .y0(100)
    .y1((sum) => y(sum))
    .curve(curveStepAfter)
    .digits(2);
  const levels = y.ticks(4);
  return (
    <div class="plot" role="img" aria-label={`${title}. ${description}`}>
      <svg class="drawing" width="100%" height={HEIGHT} aria-hidden="true" focusable="false">
        {levels.map((level) => (
          <line class="grid" x1="0" x2="100%" y1={percent(y(level))} y2={percent(y(level))} />
        ))}
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          width="100%"
          height={HEIGHT}
          aria-hidden="true"
        >
          <path class="area" d={filled(sums) ?? ''} />
          <path class="curve" d={drawn(sums) ?? ''} />
        </svg>
        {levels
          .filter((level) => level > 0)
          .map((level) => (
            <text x="2" y={percent(y(level))} dy="12">
              {formatPoints(level)}
              {level === levels.at(-1) && ' points'}
            </text>
          ))}
      </svg>
      <svg class="drawing" width="100%" height="20" aria-hidden="true" focusable="false">
        {x
          .ticks(Math.min(steps, 6))
          .filter(Number.isInteger)
          .map((step) => (
            <text x={percent(x(step))} y="15" text-anchor={anchorAt(x(step))}>
              {step}
            </text>
          ))}
      </svg>
      <p class="quiet">{unit}</p>
    </div>
  );
}
