import type { Estate } from '../../analysis/estate.ts';
import { failurePaths, type SinglePoint } from '../../analysis/failure-path.ts';
import { tierOf } from '../../analysis/tier.ts';
import type { AtlasSinglePoint } from '../../domain/atlas.ts';
import { byText } from '../../domain/order.ts';

interface Found {
  readonly point: SinglePoint;
  readonly applications: Set<string>;
}

/** What alone takes down an application of tier 0 or 1, or of an unknown tier; the worst first. */
export function singlePoints(estate: Estate): readonly AtlasSinglePoint[] {
  const found = new Map<string, Found>();
  for (const application of estate.inventory.applications) {
    if ((tierOf(application) ?? 0) > 1) continue;
    for (const point of failurePaths(estate, application).flatMap(({ singles }) => singles)) {
      const known = found.get(point.key) ?? { point, applications: new Set() };
      found.set(point.key, known);
      known.applications.add(application.id);
    }
  }
  return [...found.values()]
    .map(({ point, applications }) => ({
      layer: point.layer,
      label: point.label,
      at: point.at.subject,
      applications: [...applications].sort(byText),
    }))
    .sort((a, b) => b.applications.length - a.applications.length || byText(a.label, b.label));
}
