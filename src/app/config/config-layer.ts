import type { Config, Demand, Origin, Override, RuleSetting } from '../../domain/config.ts';
import { formatPath, type PathSegment } from '../../domain/fact-path.ts';
import type { InputFile } from '../../domain/input-file.ts';
import type { Location } from '../../domain/location.ts';
import type { Waiver } from '../../domain/waiver.ts';
import type { WrittenConfig, WrittenOverride, WrittenWaiver } from '../../load/load-config.ts';

/** A configuration as it is written, with what is needed to name the origin of its values. */
export interface ConfigSource {
  readonly name: string;
  readonly written: WrittenConfig;
  /** The file; none for a preset. */
  readonly file?: InputFile;
  /** The place of a value; none in a preset. */
  locate?(path: readonly PathSegment[]): Location;
  /** A path that it names, relative to the working folder. */
  resolve(path: string): string;
}

/** What one file or preset settles, every value with its origin. */
export function configLayer(source: ConfigSource): Config {
  const { written, file, resolve } = source;
  const { inventory, profile, gate = {}, baseline, outputs, rules = [], unwaivable = [] } = written;
  const at = (...path: PathSegment[]): Origin => originOf(source, path);
  return {
    files: file === undefined ? [] : [file],
    ...(inventory !== undefined && {
      inventory: { value: inventory.map(resolve), origin: at('inventory') },
    }),
    ...(profile !== undefined && { profile: { value: profile, origin: at('profile') } }),
    settings: settingsOf(source, written, []),
    overrides: (written.overrides ?? []).map((one, i) => overrideOf(source, one, i)),
    gate: new Map(demands(source, gate, ['gate'])),
    waivers: placedWaivers(written.waivers ?? [], (path) => placeIn(source, ['waivers', ...path])),
    unwaivable: unwaivable.map((value, i) => ({ value, origin: at('unwaivable', i) })),
    ...(baseline !== undefined && {
      baseline: { value: resolve(baseline), origin: at('baseline') },
    }),
    ...(outputs !== undefined && {
      outputs: {
        value: outputs.map((output) => resolvedOutput(output, resolve)),
        origin: at('outputs'),
      },
    }),
    rules: rules.map((definition, i) => ({
      definition,
      locate: (key) => placeIn(source, ['rules', i, key]),
    })),
  };
}

/** Layers in one: of scalars and demands the last holds, everything else is added up. */
export function mergeLayers(layers: readonly Config[]): Config {
  return {
    ...(Object.assign({}, ...layers) as Config),
    files: layers.flatMap(({ files }) => files),
    settings: layers.flatMap(({ settings }) => settings),
    overrides: layers.flatMap(({ overrides }) => overrides),
    gate: new Map(layers.flatMap(({ gate }) => [...gate])),
    waivers: layers.flatMap(({ waivers }) => waivers),
    unwaivable: layers.flatMap(({ unwaivable }) => unwaivable),
    rules: layers.flatMap(({ rules }) => rules),
  };
}

/** Waivers with the place of each. */
export function placedWaivers(
  waivers: readonly WrittenWaiver[],
  locate: (path: readonly PathSegment[]) => Location,
): Waiver[] {
  return waivers.map((waiver, i) => ({ ...waiver, location: locate([i]) }));
}

function originOf({ name, locate }: ConfigSource, path: readonly PathSegment[]): Origin {
  return { name, ...(locate !== undefined && { location: locate(path) }) };
}

function placeIn({ name, locate }: ConfigSource, path: readonly PathSegment[]): Location {
  if (locate === undefined) throw new Error(`${name} has no places`);
  return locate(path);
}

/** Severities first: what is off stays off, whatever severity the same file gives it. */
function settingsOf(
  source: ConfigSource,
  { severities = {}, options = {}, off = [] }: WrittenOverride,
  above: readonly PathSegment[],
): RuleSetting[] {
  const at = (...path: PathSegment[]): Origin => originOf(source, [...above, ...path]);
  return [
    ...Object.entries(severities).map(([rule, severity]): RuleSetting => {
      return { about: 'severity', rule, severity, origin: at('severities', rule) };
    }),
    ...Object.entries(options).map(([rule, given]): RuleSetting => {
      const values = Object.entries(given).map(
        ([name, value]) => [name, { value, origin: at('options', rule, name) }] as const,
      );
      return { about: 'options', rule, values: new Map(values), origin: at('options', rule) };
    }),
    ...off.map((rule, i): RuleSetting => ({ about: 'off', rule, origin: at('off', i) })),
  ];
}

function overrideOf(source: ConfigSource, written: WrittenOverride, index: number): Override {
  const { files, tags } = written;
  const above = ['overrides', index];
  return {
    ...(files !== undefined && { files: files.map(source.resolve) }),
    ...(tags !== undefined && { tags }),
    settings: settingsOf(source, written, above),
    origin: originOf(source, above),
  };
}

/** Demands that may be said of the estate alone, or of parts of it. */
const SCOPED = ['gate.minScore', 'gate.requireVerdict'];

/** Every demand by its path below `gate`. */
function demands(
  source: ConfigSource,
  value: unknown,
  path: readonly string[],
): [string, Demand][] {
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, item]) => demands(source, item, [...path, key]));
  }
  const isWhole = SCOPED.includes(path.join('.'));
  const keys = [...path.slice(1), ...(isWhole ? ['estate'] : [])];
  return [[formatPath(keys), { path: keys, value, origin: originOf(source, path) }]];
}

function resolvedOutput(output: string, resolve: (path: string) => string): string {
  const equals = output.indexOf('=');
  if (equals < 0 || equals === output.length - 1) return output;
  return `${output.slice(0, equals + 1)}${resolve(output.slice(equals + 1))}`;
}
