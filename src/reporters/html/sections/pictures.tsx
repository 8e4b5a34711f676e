import type { ComponentChildren } from 'preact';
import type { PageModel } from '../page-model.ts';
import { Advice } from '../pictures/advice.tsx';
import { BlastRadius } from '../pictures/blast-radius.tsx';
import { Capacity } from '../pictures/capacity.tsx';
import { HeatMap } from '../pictures/heat-map.tsx';
import { Recovery } from '../pictures/recovery.tsx';
import { Scores } from '../pictures/scores.tsx';
import { SupportCalendar } from '../pictures/support-calendar.tsx';
import { Topology } from '../pictures/topology.tsx';
import { Trend } from '../pictures/trend.tsx';

/** The pictures, each in the section that asks its question. */
export function Pictures({ model }: { readonly model: PageModel }) {
  return (
    <>
      <Section id="applications" title="Applications">
        <Trend model={model} />
        <Scores model={model} />
        <HeatMap model={model} />
        {model.report.applications.length === 0 && (
          <p class="nothing">No application is recorded.</p>
        )}
      </Section>
      <Section id="failures" title="When something fails">
        <Recovery model={model} />
        <BlastRadius model={model} />
      </Section>
      <Section id="places" title="Places and room">
        <Topology model={model} />
        <Capacity model={model} />
      </Section>
      <Section id="support" title="Support">
        <SupportCalendar model={model} />
      </Section>
      <Section id="next" title="What first">
        <Advice model={model} />
      </Section>
    </>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Section({ id, title, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}
