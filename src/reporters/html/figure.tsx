import type { ComponentChildren } from 'preact';

interface FigureProps {
  readonly id: string;
  readonly title: string;
  /** What is seen, and how it is read. */
  readonly caption: ComponentChildren;
  readonly children: ComponentChildren;
  /** The same as a table, for those who read or cannot see it. */
  readonly table?: ComponentChildren;
}

/** A picture with its title and what it shows, and the table behind it. */
export function Figure({ id, title, caption, children, table }: FigureProps) {
  return (
    <figure id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{title}</h3>
      <figcaption id={`${id}-caption`}>{caption}</figcaption>
      {children}
      {table !== undefined && (
        <details class="behind">
          <summary>{title}: the same as a table</summary>
          {table}
        </details>
      )}
    </figure>
  );
}

/** In the place of a picture for which the facts are not at hand. */
export function NoPicture({ id, title, why }: Record<'id' | 'title' | 'why', string>) {
  return (
    <figure id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{title}</h3>
      <p class="nothing">{why}</p>
    </figure>
  );
}

/** Why pictures of an estate are missing in the page of a saved report. */
export const WITHOUT_ESTATE =
  'This picture needs the estate, and this page was made from a saved report. Assess the inventory with “-o html=report.html” to see it.';
