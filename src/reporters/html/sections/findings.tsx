import { CATEGORIES } from '../../../domain/rule.ts';
import { SEVERITIES } from '../../../domain/severity.ts';
import { count } from '../../../domain/wording.ts';
import { OUTCOME_MARKS } from '../../words.ts';
import { anchorOf, type FindingGroup } from '../finding-groups.ts';
import { OUTCOME_WORDS } from '../outcome-words.ts';
import type { OutcomeCounts, PageModel } from '../page-model.ts';
import { Table } from '../table.tsx';
import { OutcomeWord } from '../words.tsx';

interface FindingsProps {
  readonly model: PageModel;
  /** Those that stand in the page's text, rendered already. */
  readonly written: { readonly html: string; readonly findings: number };
  /** How many findings stand in its data, and how many in neither. */
  readonly inData: number;
  readonly leftOut: number;
  /** Whether a finding stands in its text or its data, by its anchor. */
  readonly holds: (anchor: string) => boolean;
}

/** Every finding for the engineer: to search, to follow, to mend. */
export function Findings({ model, written, inData, leftOut, holds }: FindingsProps) {
  const { applications, machines } = model;
  const total = Object.values(model.report.counts.outcomes).reduce((sum, one) => sum + one, 0);
  return (
    <section id="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">Findings</h2>
      <p>
        {count(total, 'answer')}, the gravest first; those that say the same of several subjects
        stand together. Each has a link of its own: the name of its subject.
      </p>
      <Filters />
      <noscript>
        <p class="nothing">
          Without JavaScript the {written.findings} gravest stand here
          {inData + leftOut > 0 ? ` and ${inData + leftOut} do not` : ''}; “virtready assess -o
          json” has every one.
        </p>
      </noscript>
      <p id="found" class="scripted" hidden aria-live="polite" />
      <div id="finding-list" dangerouslySetInnerHTML={{ __html: written.html }} />
      <nav id="finding-pages" class="pages scripted" aria-label="Pages of findings" hidden />
      {leftOut > 0 && (
        <p class="more">
          {count(leftOut, 'more finding')}, the least grave, did not find room in this page.
          “virtready assess -o json” or “-o csv” has every one.
        </p>
      )}
      <Grouped title="By application" of={applications} filter="application" holds={holds} />
      <Grouped
        title="By host and standalone machine"
        of={machines}
        filter="machine"
        holds={holds}
      />
    </section>
  );
}

export function inMembers(groups: readonly FindingGroup[]): number {
  return groups.reduce((sum, { members }) => sum + members.length, 0);
}

/** Names are filled in by the script, which knows them all. */
function Filters() {
  return (
    <form id="filters" class="scripted" hidden aria-label="Filter the findings">
      <label>
        Text <input type="search" name="text" autocomplete="off" />
      </label>
      <Choice name="outcome" values={Object.keys(OUTCOME_WORDS)} words={OUTCOME_WORDS} />
      <Choice name="severity" values={SEVERITIES} />
      <Choice name="category" values={CATEGORIES} />
      <Choice name="application" values={[]} />
      <Choice name="machine" values={[]} />
      <button type="reset">Show all</button>
    </form>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly values: readonly string[];
  readonly words?: Readonly<Record<string, string>>;
}

function Choice({ name, values, words = {} }: ChoiceProps) {
  return (
    <label>
      {name[0]?.toUpperCase()}
      {name.slice(1)}
      <select name={name}>
        <option value="">any</option>
        {values.map((value) => (
          <option value={value}>{words[value] ?? value}</option>
        ))}
      </select>
    </label>
  );
}

interface GroupedProps {
  readonly title: string;
  readonly of: ReadonlyMap<string, OutcomeCounts>;
  readonly filter: 'application' | 'machine';
  readonly holds: FindingsProps['holds'];
}

/** The worst of them; the filters know all. */
const MOST_ROWS = 100;

const COUNTED = ['fail', 'warn', 'unknown', 'waived', 'pass'] as const;

function Grouped({ title, of, filter, holds }: GroupedProps) {
  if (of.size === 0) return null;
  const rows = [...of].sort(([, a], [, b]) => weightOf(b) - weightOf(a));
  const columns = [
    { head: filter === 'application' ? 'Application' : 'Machine' },
    ...COUNTED.map((outcome) => ({
      head: `${OUTCOME_MARKS[outcome]} ${OUTCOME_WORDS[outcome]}`,
      isNumber: true,
    })),
    { head: 'Gravest' },
  ];
  return (
    <div class="grouped">
      <h3>{title}</h3>
      <Table
        caption={`Findings ${title[0]?.toLowerCase()}${title.slice(1)}`}
        most={MOST_ROWS}
        columns={columns}
        rows={rows.map(([id, tally]) => [
          <a href="#findings" data-filter={filter} data-value={id}>
            {id}
          </a>,
          ...COUNTED.map((outcome) => tally.counts[outcome] ?? 0),
          <Gravest of={tally} holds={holds} />,
        ])}
      />
    </div>
  );
}

/** Failures before warnings before what is unknown. */
function weightOf({ counts: { fail = 0, warn = 0, unknown = 0 } }: OutcomeCounts): number {
  return fail * 1e6 + warn * 1e3 + unknown / 1e3;
}

interface GravestProps {
  readonly of: OutcomeCounts;
  readonly holds: FindingsProps['holds'];
}

function Gravest({ of: { first }, holds }: GravestProps) {
  if (first === undefined) return <>none</>;
  const { rule, subject, outcome } = first;
  const anchor = anchorOf(rule, subject.kind, subject.id);
  const word = <OutcomeWord outcome={outcome} words={rule} />;
  return holds(anchor) ? <a href={`#${anchor}`}>{word}</a> : word;
}
