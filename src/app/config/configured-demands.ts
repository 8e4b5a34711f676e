import type { Config, Demand } from '../../domain/config.ts';
import type { EstateView } from '../../domain/estate-view.ts';
import { formatPath } from '../../domain/fact-path.ts';
import type { GateDemands } from '../../domain/gate-demands.ts';
import { type Problem, UserError } from '../../domain/user-error.ts';
import { nearestWord } from '../../load/nearest-word.ts';

/** What is asked where nobody asks anything. */
const DEFAULT: Demand = { path: ['failOn'], value: 'blocker', origin: { name: 'default' } };

/** Every demand that holds: the default, the configuration's, and those of the command line. */
export function demandsInForce(
  config: Config | undefined,
  asked: readonly Demand[],
): readonly Demand[] {
  const all = [DEFAULT, ...(config?.gate.values() ?? []), ...asked];
  return [...new Map(all.map((demand) => [formatPath(demand.path), demand])).values()];
}

/** The gate that these demands make: the default, the configuration's, and those of the command line. */
export function demandsOf(config: Config | undefined, asked: readonly Demand[]): GateDemands {
  return gateOf(demandsInForce(config, asked));
}

/**
 * The gate of an estate. Applications that the run was narrowed away from are left out. Throws a
 * `UserError` for applications that the estate does not have.
 */
export function demandsOn(
  { estate, view }: { readonly estate: EstateView; readonly view: EstateView },
  config: Config | undefined,
  asked: readonly Demand[],
): GateDemands {
  const demands = demandsInForce(config, asked);
  const known = estate.applications.map(({ id }) => id);
  const problems = demands.flatMap((demand) => unknownApplication(demand, known));
  if (problems.length > 0) throw new UserError(problems);
  const shown = new Set(view.applications.map(({ id }) => id));
  return gateOf(
    demands.filter(({ path }) => {
      const id = applicationIn(path);
      return id === undefined || shown.has(id);
    }),
  );
}

function gateOf(demands: readonly Demand[]): GateDemands {
  const tree: Tree = Object.create(null);
  for (const { path, value } of demands) if (value !== 'none') put(tree, path, value);
  // The schema has seen every name and value.
  return tree as GateDemands;
}

function applicationIn([, scope, id]: readonly string[]): string | undefined {
  return scope === 'applications' ? id : undefined;
}

function unknownApplication({ path, origin }: Demand, known: readonly string[]): Problem[] {
  const id = applicationIn(path);
  if (id === undefined || known.includes(id)) return [];
  const near = nearestWord(id, known);
  return [
    {
      code: 'unknown-application',
      message: `the gate asks of application "${id}", which the estate does not have`,
      ...(origin.location !== undefined && { location: origin.location }),
      ...(near !== undefined && { hint: `Did you mean "${near}"?` }),
    },
  ];
}

interface Tree {
  [key: string]: unknown;
}

/** Keys are a stranger's, so no object here has a prototype. */
function put(tree: Tree, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  const below = (tree[key] as Tree | undefined) ?? Object.create(null);
  tree[key] = below;
  put(below, rest, value);
}
