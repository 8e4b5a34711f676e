import { Chalk, type ChalkInstance } from 'chalk';
import type { FindingOutcome } from '../../domain/finding.ts';
import type { Location } from '../../domain/location.ts';
import type { Verdict } from '../../domain/score.ts';
import type { Severity } from '../../domain/severity.ts';
import type { Look } from '../reporter.ts';
import { safeText } from '../safe-text.ts';
import { OUTCOME_MARKS } from '../words.ts';
import { fileUrl, hyperlink, webUrl } from './hyperlink.ts';

type Paint = (text: string) => string;

/** Colours and symbols for one stream. Every colour stands beside a word or a symbol. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly accent: Paint;
  /** `file:line:column`, which leads there where the terminal knows links. */
  readonly place: (location: Omit<Location, 'excerpt'>) => string;
  /** An address of the web, which leads there too. */
  readonly address: Paint;
  readonly outcome: Readonly<Record<FindingOutcome, Paint>>;
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly verdict: Readonly<Record<Verdict, Paint>>;
  readonly symbol: Readonly<Record<FindingOutcome, string>>;
  readonly star: { readonly full: string; readonly empty: string };
  readonly bar: { readonly sure: string; readonly possible: string; readonly rest: string };
  /** Eight heights, the lowest first. */
  readonly levels: readonly string[];
  readonly rule: string;
  readonly gutter: string;
  readonly bullet: string;
  readonly arrow: string;
  readonly dash: string;
  readonly minus: string;
  readonly ellipsis: string;
}

export function styleFor({ colorLevel, unicode, links }: Look): Style {
  const chalk = new Chalk({ level: colorLevel });
  const linked = (text: string, url: string | undefined): string =>
    url === undefined ? text : hyperlink(text, url);
  return {
    ...paints(chalk),
    ...(unicode ? UNICODE : ASCII),
    place: (location) =>
      linked(
        safeText(`${location.file}:${location.line}:${location.column}`),
        links && fileUrl(location, links),
      ),
    address: (text) => linked(safeText(text), links && webUrl(text)),
  };
}

function paints(chalk: ChalkInstance) {
  return {
    bold: chalk.bold,
    dim: chalk.dim,
    accent: chalk.cyan,
    outcome: {
      error: chalk.red.bold,
      fail: chalk.red,
      warn: chalk.yellow,
      unknown: chalk.magenta,
      waived: chalk.blue,
      pass: chalk.green,
      'not-applicable': chalk.dim,
    },
    severity: {
      blocker: chalk.red.bold,
      high: chalk.red,
      medium: chalk.yellow,
      low: chalk.blue,
      info: chalk.cyan,
    },
    verdict: {
      'not-ready': chalk.red.bold,
      unknown: chalk.magenta.bold,
      'ready-with-conditions': chalk.yellow.bold,
      ready: chalk.green.bold,
    },
  };
}

const UNICODE = {
  symbol: OUTCOME_MARKS,
  star: { full: '★', empty: '☆' },
  bar: { sure: '█', possible: '▒', rest: '·' },
  levels: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  rule: '─',
  gutter: '│',
  bullet: '•',
  arrow: '→',
  dash: '–',
  minus: '−',
  ellipsis: '…',
} as const;

const ASCII = {
  symbol: {
    error: 'x',
    fail: 'x',
    warn: '!',
    unknown: '?',
    waived: '~',
    pass: '+',
    'not-applicable': '-',
  },
  star: { full: '*', empty: '.' },
  bar: { sure: '#', possible: '=', rest: '.' },
  levels: ['1', '2', '3', '4', '5', '6', '7', '8'],
  rule: '-',
  gutter: '|',
  bullet: '*',
  arrow: '->',
  dash: '-',
  minus: '-',
  ellipsis: '...',
} as const;
