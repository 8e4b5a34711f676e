import { CATEGORIES, type Category } from '../../../domain/rule.ts';
import type { CategoryScore } from '../../../domain/score.ts';
import { count } from '../../../domain/wording.ts';
import { worstFirst } from '../../worst-first.ts';
import { Figure } from '../figure.tsx';
import type { PageModel } from '../page-model.ts';

/** Rows of the map; the JSON report has the others. */
const MOST_ROWS = 60;

/**
 * Applications against categories. It is a table: each cell has its numbers, and its colour repeats in
 * which quarter of the scale the sure one lies.
 */
export function HeatMap({ model: { report } }: { readonly model: PageModel }) {
  const applications = [...report.applications].sort(worstFirst);
  const shown = applications.slice(0, MOST_ROWS);
  const used = CATEGORIES.filter((category) =>
    applications.some(({ categories }) => scoreIn(categories, category)?.guaranteed != null),
  );
  if (used.length === 0) return null;
  const title = 'Where each application loses its points';
  return (
    <Figure
      id="heat-map"
      title={title}
      caption={
        <>
          Guaranteed score by category, and below it what is possible. The colour repeats the
          quarter: 0 to 24 red, 25 to 49 yellow, 50 to 74 light blue, 75 to 100 blue. A dash:
          nothing was asked.
          {shown.length < applications.length &&
            ` The ${shown.length} worst of ${count(applications.length, 'application')}.`}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region takes the focus */}
      <section class="scroll" tabIndex={0} aria-label={title}>
        <table class="heat">
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col">Application</th>
              {used.map((category) => (
                <th scope="col">{category}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ id, categories }) => (
              <tr>
                <th scope="row">{id}</th>
                {used.map((category) => (
                  <Cell score={scoreIn(categories, category)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Figure>
  );
}

function scoreIn(
  categories: readonly CategoryScore[],
  category: Category,
): CategoryScore | undefined {
  return categories.find((one) => one.category === category);
}

function Cell({ score }: { readonly score: CategoryScore | undefined }) {
  if (score === undefined || score.guaranteed === null) {
    return (
      <td class="none">
        <span aria-hidden="true">–</span>
        <span class="unseen">nothing was asked</span>
      </td>
    );
  }
  const { guaranteed, possible } = score;
  const quarter = Math.min(4, Math.floor(guaranteed / 25) + 1);
  return (
    <td class={`q${quarter}`}>
      {guaranteed}
      {possible !== null && possible !== guaranteed && <span>up to {possible}</span>}
    </td>
  );
}
