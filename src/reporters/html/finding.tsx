import { subjectName } from '../../domain/subject.ts';
import { count } from '../../domain/wording.ts';
import { formatPoints, OUTCOME_MARKS } from '../words.ts';
import { anchorOf, type FindingGroup, type FindingMember, ruleAnchor } from './finding-groups.ts';
import { OUTCOME_WORDS } from './outcome-words.ts';

/** How many subjects a closed group names. */
const NAMED_SUBJECTS = 4;

/**
 * A group of findings that opens to what an engineer needs: places, facts, limits, and how to mend it.
 * The page's script renders with it what does not stand in the page's text.
 */
export function Finding({ group }: { readonly group: FindingGroup }) {
  const { rule, title, outcome, severity, category, message, members } = group;
  return (
    <details
      class="finding"
      data-rule={rule}
      data-outcome={outcome}
      data-severity={severity}
      data-category={category}
    >
      <summary>
        <span class={`outcome ${outcome}`}>
          <span aria-hidden="true">{OUTCOME_MARKS[outcome]}</span> {OUTCOME_WORDS[outcome]}
        </span>{' '}
        <span class={`severity ${severity}`}>{severity}</span> <span class="rule">{rule}</span>{' '}
        <span class="subject">{subjectsOf(group)}</span> <span class="message">{message}</span>
      </summary>
      <div class="finding-body">
        <p class="asked">
          Asked: {title}. <a href={`#${ruleAnchor(rule)}`}>Why, limits and sources of {rule}</a>
        </p>
        <Mending group={group} />
        <ul class="members">
          {members.map((member) => (
            <Member group={group} member={member} />
          ))}
        </ul>
      </div>
    </details>
  );
}

function subjectsOf({ kind, members }: FindingGroup): string {
  const [first] = members;
  if (members.length === 1 && first !== undefined) return subjectName({ kind, id: first.id });
  const names = members.slice(0, NAMED_SUBJECTS).map(({ id }) => id);
  const rest = members.length - names.length;
  return `${count(members.length, kind)}: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function Mending({
  group: { remedy, effort, snippet, borne, baseline },
}: {
  readonly group: FindingGroup;
}) {
  return (
    <>
      {borne !== null && (
        <p>
          <b>Borne</b> {borne}
        </p>
      )}
      {baseline !== null && (
        <p>
          <b>Against the baseline</b> {baseline}
        </p>
      )}
      {remedy !== null && (
        <p>
          <b>Mend</b> {remedy} {effort !== null && <span class="quiet">({effort} effort)</span>}
        </p>
      )}
      {snippet !== null && (
        <div class="snippet">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region takes the focus */}
          <pre tabIndex={0}>{snippet}</pre>
          <button type="button" class="copy scripted" hidden>
            Copy
          </button>
        </div>
      )}
    </>
  );
}

function Member({
  group,
  member,
}: {
  readonly group: FindingGroup;
  readonly member: FindingMember;
}) {
  const { rule, kind } = group;
  const { id, applications, machine, points, place, facts, options, missing, assumed, handle } =
    member;
  const anchor = anchorOf(rule, kind, id);
  return (
    <li
      class="member"
      id={anchor}
      data-machine={machine ?? undefined}
      data-applications={JSON.stringify(applications)}
    >
      <p>
        <a class="self" href={`#${anchor}`}>
          {subjectName({ kind, id })}
        </a>{' '}
        <code class="place">
          {place.file}:{place.line}:{place.column}
        </code>
        {points > 0 && <span class="quiet"> costs {formatPoints(points)} points</span>}
      </p>
      {place.excerpt !== '' && <code class="excerpt">{place.excerpt}</code>}
      <Facts name="Found" texts={facts} />
      <Facts name="Limits here" texts={options} />
      <Facts name="Not recorded" texts={missing} more={member.moreMissing} />
      <Facts name="Assumed" texts={assumed} />
      <p class="quiet follow">
        {applications.length > 0 && <>For {applications.join(', ')}. </>}
        <code>virtready explain {handle}</code>
      </p>
    </li>
  );
}

interface FactsProps {
  readonly name: string;
  readonly texts: readonly string[];
  readonly more?: number;
}

function Facts({ name, texts, more = 0 }: FactsProps) {
  if (texts.length === 0) return null;
  return (
    <p class="facts">
      <b>{name}</b> {texts.join('; ')}
      {more > 0 && ` and ${more} more`}
    </p>
  );
}
