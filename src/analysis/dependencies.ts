import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import type { Estate } from './estate.ts';

/** An application that another one cannot work without, directly or through others. */
export interface Dependency {
  readonly application: Application;
  /** Ids of the applications between the two, nearest to the dependent one first. */
  readonly through: readonly string[];
  /** Links on the way whose kind is not recorded: they are taken as hard. */
  readonly assumed: readonly FactRef[];
}

/** A dependency that the inventory does not hold. */
export interface ExternalDependency extends Omit<Dependency, 'application'> {
  readonly id: string;
  /** Where it is named. */
  readonly at: FactRef;
}

export interface Dependencies {
  /** Nearest first; each application once, by a way without an assumption where there is one. */
  readonly inside: readonly Dependency[];
  readonly outside: readonly ExternalDependency[];
  /** Lists of dependencies that are not recorded, so that there may be more. */
  readonly missing: readonly FactRef[];
}

/**
 * Everything that an application cannot work without: its hard dependencies, theirs, and so on,
 * breadth first. A circle is walked once and does not lead back to the application itself. A link
 * without a kind counts as hard, and is followed when no certain one is left.
 */
export function hardDependencies(estate: Estate, application: Application): Dependencies {
  const inside: Dependency[] = [];
  const outside: ExternalDependency[] = [];
  const missing: FactRef[] = [];
  const seen = new Set<Application>();
  const certain: Dependency[] = [{ application, through: [], assumed: [] }];
  const assumed: Dependency[] = [];
  for (let next = certain.shift(); next !== undefined; next = certain.shift() ?? assumed.shift()) {
    if (seen.has(next.application)) continue;
    seen.add(next.application);
    const isRoot = next.application === application;
    if (!isRoot) inside.push(next);
    const { id, dependsOn } = next.application;
    if (dependsOn === undefined) missing.push(factRef('application', id, 'dependsOn'));
    for (const link of hardLinks(estate, next, isRoot ? [] : [...next.through, id])) {
      if (!('application' in link)) outside.push(link);
      else if (link.assumed.length > 0) assumed.push(link);
      else certain.push(link);
    }
  }
  return { inside, outside: oncePerId(outside), missing };
}

/** The applications of the inventory that one cannot work without, and names itself. */
export function hardNeeds(estate: Estate, application: Application): readonly Application[] {
  return linksIn(estate).needs(application);
}

/** Application → those that name it as what they cannot work without. */
export function hardDependents(estate: Estate): Dependents {
  return linksIn(estate).dependents;
}

/** The same where the kind of the dependency is recorded. */
export function sureDependents(estate: Estate): Dependents {
  return linksIn(estate).sure;
}

export type Dependents = ReadonlyMap<Application, readonly Application[]>;

const linksIn = memoised((estate: Estate) => {
  const needs = memoised((application: Application): readonly Application[] =>
    (application.dependsOn ?? [])
      .filter(({ kind }) => kind !== 'soft')
      .flatMap(({ application: id }) => estate.application(id) ?? [])
      .filter((needed) => needed !== application),
  );
  const { applications } = estate.inventory;
  const sureNeeds = (application: Application): readonly Application[] =>
    needs(application).filter(({ id }) =>
      application.dependsOn?.some((link) => link.application === id && link.kind === 'hard'),
    );
  return { needs, dependents: turned(applications, needs), sure: turned(applications, sureNeeds) };
});

function turned(
  applications: readonly Application[],
  needsOf: (application: Application) => readonly Application[],
): Dependents {
  const dependents = new Map<Application, Application[]>();
  for (const application of applications) {
    for (const needed of needsOf(application)) {
      const known = dependents.get(needed);
      if (known === undefined) dependents.set(needed, [application]);
      else known.push(application);
    }
  }
  return dependents;
}

function hardLinks(
  estate: Estate,
  { application, assumed }: Dependency,
  through: readonly string[],
): (Dependency | ExternalDependency)[] {
  return (application.dependsOn ?? []).flatMap((link, i): (Dependency | ExternalDependency)[] => {
    const { application: id, kind, external } = link;
    if (kind === 'soft') return [];
    const at = factRef('application', application.id, `dependsOn[${i}]`);
    const unsure = kind === undefined ? [{ ...at, path: `${at.path}.kind` }] : [];
    const way = { through, assumed: [...assumed, ...unsure] };
    const needed = external === true ? undefined : estate.application(id);
    return needed === undefined ? [{ id, at, ...way }] : [{ application: needed, ...way }];
  });
}

/** Each of them by its surest way. */
function oncePerId(outside: readonly ExternalDependency[]): ExternalDependency[] {
  const surestFirst = [...outside].sort((a, b) => a.assumed.length - b.assumed.length);
  return surestFirst.filter(({ id }, i) => surestFirst.findIndex((other) => other.id === id) === i);
}
