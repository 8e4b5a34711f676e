import type { ComponentChildren } from 'preact';

/** How a bar or a mark looks; the style sheet and the legend have the same names. */
export type Ink =
  | 'sure' // full
  | 'possible' // hatched
  | 'fail'
  | 'warn'
  | 'unknown' // dotted
  | 'calm';

export interface Bar {
  /** In percent of the width. */
  readonly from: number;
  readonly to: number;
  readonly ink: Ink;
}

/** A limit or a moment: a line, or one of these shapes upon the bar. */
export interface Mark {
  readonly at: number;
  readonly shape: 'line' | 'dashed' | 'diamond' | 'arrow';
  readonly ink: Ink;
}

export interface ChartRow {
  readonly label: string;
  /** Beside the name, smaller. */
  readonly note?: string;
  readonly bars: readonly Bar[];
  readonly marks?: readonly Mark[];
  /** What the bar says, in words. */
  readonly value: ComponentChildren;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

interface ChartProps {
  /** Of the drawing, unlike every other in the page. */
  readonly id: string;
  readonly title: string;
  /** The picture in a sentence or two, for those who cannot see it. */
  readonly description: string;
  readonly rows: readonly ChartRow[];
  readonly ticks?: readonly Tick[];
}

const HEIGHT = 22;
const BAR = { top: 4, height: 14 };

/**
 * Rows of bars over one axis. Names and values are text beside the drawing, so that they keep their size
 * on any screen; positions are percentages, so that no script has to measure.
 */
export function Chart({ id, title, description, rows, ticks = [] }: ChartProps) {
  return (
    <div class="chart" role="img" aria-label={`${title}. ${description}`}>
      <Grid id={`${id}-grid`} ticks={ticks} />
      {rows.map((row) => (
        <div class="row">
          <div class="label">
            <span class="name">{row.label}</span>
            {row.note !== undefined && <span class="note">{row.note}</span>}
          </div>
          <RowDrawing row={row} grid={`${id}-grid`} />
          <div class="value">{row.value}</div>
        </div>
      ))}
      {ticks.length > 0 && <Axis ticks={ticks} />}
    </div>
  );
}

/** Lines that every row shows, drawn once. */
function Grid({ id, ticks }: { readonly id: string; readonly ticks: readonly Tick[] }) {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <g id={id}>
          {ticks.map(({ at }) => (
            <line class="grid" x1={percent(at)} x2={percent(at)} y1="0" y2={HEIGHT} />
          ))}
        </g>
      </defs>
    </svg>
  );
}

function RowDrawing({ row, grid }: { readonly row: ChartRow; readonly grid: string }) {
  return (
    <svg class="drawing" width="100%" height={HEIGHT} aria-hidden="true" focusable="false">
      <rect class="track" y={BAR.top} width="100%" height={BAR.height} />
      <use href={`#${grid}`} />
      {row.bars.map(({ from, to, ink }) => (
        <rect
          class={`ink-${ink}`}
          x={percent(from)}
          y={BAR.top}
          width={percent(Math.max(0, to - from))}
          height={BAR.height}
        />
      ))}
      {(row.marks ?? []).map((mark) => (
        <MarkDrawing mark={mark} />
      ))}
    </svg>
  );
}

function MarkDrawing({ mark: { at, shape, ink } }: { readonly mark: Mark }) {
  if (shape === 'line' || shape === 'dashed') {
    const style = `limit ink-${ink}${shape === 'dashed' ? ' dashed' : ''}`;
    return <line class={style} x1={percent(at)} x2={percent(at)} y1="0" y2={HEIGHT} />;
  }
  const points = shape === 'diamond' ? '0,-6 6,0 0,6 -6,0' : '-7,-5 1,0 -7,5';
  return (
    <svg x={percent(at)} y={HEIGHT / 2} overflow="visible" aria-hidden="true" focusable="false">
      <polygon class={`ink-${ink}`} points={points} />
    </svg>
  );
}

/** Labels at the edges stay inside. */
function Axis({ ticks }: { readonly ticks: readonly Tick[] }) {
  return (
    <div class="row axis">
      <div class="label" />
      <svg class="drawing" width="100%" height="18" aria-hidden="true" focusable="false">
        {ticks.map(({ at, label }) => (
          <text x={percent(at)} y="13" text-anchor={anchorAt(at)}>
            {label}
          </text>
        ))}
      </svg>
      <div class="value" />
    </div>
  );
}

export function anchorAt(at: number): 'start' | 'middle' | 'end' {
  if (at < 4) return 'start';
  return at > 96 ? 'end' : 'middle';
}

/** Two decimals: a page need not know more, and the same bytes come out everywhere. */
export function percent(value: number): string {
  return `${Number(value.toFixed(2))}%`;
}

export interface LegendItem {
  readonly ink: Ink;
  readonly shape: 'bar' | Mark['shape'];
  readonly words: string;
}

/** What each look means. */
export function Legend({ items }: { readonly items: readonly LegendItem[] }) {
  return (
    <ul class="legend">
      {items.map(({ ink, shape, words }) => (
        <li>
          <svg width="22" height={HEIGHT} aria-hidden="true" focusable="false">
            {shape === 'bar' ? (
              <rect class={`ink-${ink}`} x="0" y={BAR.top} width="22" height={BAR.height} />
            ) : (
              <MarkDrawing mark={{ at: 50, shape, ink }} />
            )}
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}

/** Patterns that the style sheet fills with: a look that does not rest on colour. */
export function Patterns() {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern
          id="hatch"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect class="hatch-ground" width="6" height="6" />
          <rect class="hatch-line" width="2.5" height="6" />
        </pattern>
        <pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect class="dots-ground" width="6" height="6" />
          <circle class="dots-dot" cx="3" cy="3" r="1.5" />
        </pattern>
      </defs>
    </svg>
  );
}
