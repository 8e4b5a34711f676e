/**
 * virtready as a library: `loadInventory`, `assess`, `render`. Every function takes content and returns
 * values; none touches a file, the clock, the environment or the network, and the same input gives the
 * same output. What a user can mend is thrown as a `UserError`.
 *
 * @module virtready
 */
import manifest from '../../package.json' with { type: 'json' };
import { isIsoDate } from '../domain/calendar.ts';
import type { Config } from '../domain/config.ts';
import type { FactRef } from '../domain/fact-path.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { Inventory } from '../domain/inventory.ts';
import { DEFAULT_LIMITS, type InputLimits, MOST_DEPTH } from '../domain/limits.ts';
import type { Location } from '../domain/location.ts';
import type { Report, Tool } from '../domain/report.ts';
import type { Format, GroupBy } from '../domain/report-format.ts';
import type { RuleDescription } from '../domain/rule-description.ts';
import { type Problem, UserError, userError } from '../domain/user-error.ts';

export type { Citation } from '../domain/citation.ts';
export type { Tier } from '../domain/estate-view.ts';
export type { FactRef } from '../domain/fact-path.ts';
export type { FindingOutcome } from '../domain/finding.ts';
export type * from '../domain/generated/inventory.ts';
export type { Inventory } from '../domain/inventory.ts';
export type { Excerpt, Location } from '../domain/location.ts';
export type { OutcomeKind } from '../domain/outcome.ts';
export type {
  BaselineEntry,
  BaselineState,
  EstateSummary,
  FailWarn,
  FindingWaiver,
  Gate,
  GateAssertion,
  MendAdvice,
  MissingFact,
  RecordAdvice,
  Report,
  ReportApplication,
  ReportBaseline,
  ReportCounts,
  ReportFinding,
  ReportInput,
  ReportProblem,
  ReportScore,
  ReportUnit,
  ReportWaiver,
  Tool,
} from '../domain/report.ts';
export type { Format, GroupBy } from '../domain/report-format.ts';
export type {
  Category,
  Effort,
  PaperSource,
  ProjectSource,
  RuleCondition,
  Source,
  TeamSource,
  TextSource,
} from '../domain/rule.ts';
export type { RuleDescription } from '../domain/rule-description.ts';
export type { ListOption, NumberOption, RuleOption } from '../domain/rule-option.ts';
export type { CategoryScore, Score, Verdict } from '../domain/score.ts';
export type { Severity } from '../domain/severity.ts';
export type { SubjectKind, SubjectRef } from '../domain/subject.ts';
export type { Waiver, WaiverState } from '../domain/waiver.ts';
export { type Problem, UserError };

/** A file's name and content. The name is what places and messages say; nothing is read by it. */
export interface SourceFile {
  /** With forward slashes, for example `estate/servers.yaml`. */
  readonly file: string;
  /** Bytes as they were read, or text, which is taken as UTF-8. */
  readonly content: string | Uint8Array;
}

/** A configuration, as `virtready.config.yaml` holds it. */
export interface ConfigFile extends SourceFile {
  /**
   * The content of a file that the configuration names under `extends` or `waiverFiles`, by its path
   * relative to where `file` is. A configuration that names files is refused without it.
   */
  read?(path: string): SourceFile['content'] | Promise<SourceFile['content']>;
}

/** How an inventory is loaded: what a file may hold at most. */
export interface LoadOptions {
  /** Largest size of a file, in MiB; 256 where it is absent. */
  readonly maxFileMiB?: number;
  /** Most documents of a file; 10,000 where it is absent. */
  readonly maxDocuments?: number;
  /** Most values of a file, those of aliases included each time; 64 million where it is absent. */
  readonly maxNodes?: number;
  /** Most lists and mappings within each other; 200 where it is absent, never more than 500. */
  readonly maxDepth?: number;
}

/** An estate that was read, validated and merged. Only `loadInventory` makes it. */
export interface LoadedInventory {
  /** Sections sorted by id, overlays applied; a fact that is absent is not recorded. */
  readonly inventory: Inventory;
  /** What a reader should know of the files. */
  readonly notices: readonly Problem[];
  /** The place of a fact; of its nearest recorded parent where it is not recorded. */
  locate(fact: FactRef): Location;
}

/** How an estate is assessed. */
export interface AssessOptions {
  /**
   * The day by which ages and ends of support are judged, as `YYYY-MM-DD`. It wins over
   * `assessment.asOf` of the inventory; one of the two must be given, because nothing here reads the clock.
   */
  readonly asOf?: string;
  /** Rules, options, gate, waivers and own rules of the team; the defaults where it is absent. */
  readonly config?: ConfigFile;
  /** Known findings, as `virtready baseline create` has written them. */
  readonly baseline?: SourceFile;
  /** Ids, names or categories of the only rules to ask; all where it is empty or absent. */
  readonly only?: readonly string[];
  /** Ids, names or categories of rules not to ask. */
  readonly skip?: readonly string[];
  /** Ids of the only applications to report on; all where it is empty or absent. */
  readonly applications?: readonly string[];
  /** Whether an inventory without any subject is assessed, and not refused. */
  readonly allowEmpty?: boolean;
}

/** Something that a format could not hold. */
export interface RenderNote {
  /** Stable code, for example `results-dropped`. */
  readonly code: string;
  readonly message: string;
}

/** How a report looks; a format ignores what does not concern it. */
export interface RenderOptions {
  /** How findings stand together in formats for people; `rule` where it is absent. */
  readonly groupBy?: GroupBy;
  /** Findings shown in a group of a format for people, 0 for all; 10 where it is absent. */
  readonly limit?: number;
  /** Whether passed checks are shown as well in formats for people. */
  readonly showPasses?: boolean;
  /** Columns of the format `terminal`; 80 where it is absent. */
  readonly width?: number;
  /** Whether the format `terminal` uses ANSI colours; it does not where it is absent. */
  readonly color?: boolean;
  /** Takes what the format had to leave out. */
  onNote?(note: RenderNote): void;
}

const TOOL: Tool = { name: 'virtready', version: manifest.version };

/** What stands behind an estate that was handed out. */
interface Loading {
  readonly files: readonly InputFile[];
  readonly loaded: import('../app/assess-estate.ts').AssessedEstate['loaded'];
}

/** What stands behind a report that was handed out. */
interface Assessing {
  readonly files: readonly InputFile[];
  readonly assessed: import('../app/assess-estate.ts').AssessedEstate;
  readonly config: Config | undefined;
}

const LOADINGS = new WeakMap<LoadedInventory, Loading>();
const ASSESSINGS = new WeakMap<Report, Assessing>();

/**
 * Reads, validates and merges the files of an estate: YAML or JSON, several documents in a file,
 * overlays. Throws a `UserError` that lists what is wrong, with file, line and column.
 *
 * @example
 * ```ts
 * const estate = await loadInventory([{ file: 'estate.yaml', content: text }]);
 * estate.inventory.servers.length;
 * ```
 */
export async function loadInventory(
  files: readonly SourceFile[],
  options: LoadOptions = {},
): Promise<LoadedInventory> {
  const { loadEstate } = await import('../app/load-estate.ts');
  const inputs = files.map(inputFile);
  const loaded = await loadEstate(inputs, limitsOf(options));
  const { inventory, notices } = loaded;
  const handedOut: LoadedInventory = {
    inventory,
    notices,
    locate: (fact) => loaded.locate(fact),
  };
  LOADINGS.set(handedOut, { files: inputs, loaded });
  return handedOut;
}

/** An option that is there and undefined, as JavaScript allows, takes no limit away. */
function limitsOf(options: LoadOptions): InputLimits {
  const { maxFileMiB, maxDocuments, maxNodes, maxDepth } = DEFAULT_LIMITS;
  return {
    maxFileMiB: options.maxFileMiB ?? maxFileMiB,
    maxDocuments: options.maxDocuments ?? maxDocuments,
    maxNodes: options.maxNodes ?? maxNodes,
    maxDepth: Math.min(MOST_DEPTH, options.maxDepth ?? maxDepth),
  };
}

/**
 * Judges and scores an estate. `report.findings` is an iterable whose findings are made while they are
 * read, so that an estate with millions of them fits into memory. The gate never throws: see
 * `report.gate.passed`. Throws a `UserError` for what the caller can mend.
 *
 * @example
 * ```ts
 * const report = await assess(estate, { asOf: '2026-11-22' });
 * for (const finding of report.findings) {
 *   if (finding.outcome === 'fail') console.log(finding.rule, finding.subject.id, finding.message);
 * }
 * ```
 */
export async function assess(
  estate: LoadedInventory,
  options: AssessOptions = {},
): Promise<Report> {
  const loading = LOADINGS.get(estate);
  if (loading === undefined) throw new TypeError('assess takes what loadInventory has returned');
  const { files, loaded } = loading;
  const { assessLoaded } = await import('../app/assess-estate.ts');
  const config = options.config && (await configOf(options.config));
  const assessed = await assessLoaded(
    {
      tool: TOOL,
      files,
      ...dayOf(options.asOf, estate.inventory),
      ...(config !== undefined && { config }),
      ...(options.baseline !== undefined && { baseline: inputFile(options.baseline) }),
      rules: { only: options.only ?? [], skip: options.skip ?? [] },
      applications: options.applications ?? [],
      gate: [],
      allowEmpty: options.allowEmpty === true,
    },
    loaded,
  );
  ASSESSINGS.set(assessed.report, { files, assessed, config });
  return assessed.report;
}

/**
 * Reads a report that was saved as JSON, by this version or an earlier one. Throws a `UserError` for
 * what is no such report.
 */
export async function loadReport(file: SourceFile): Promise<Report> {
  const { convertReport } = await import('../app/convert-report.ts');
  return convertReport({ tool: TOOL, file: inputFile(file), gate: [] });
}

/**
 * A report in a format, as one text. `html` has pictures of the estate where the report is of `assess`;
 * a saved one comes without them.
 *
 * @example
 * ```ts
 * const markdown = await render(report, 'markdown');
 * ```
 */
export async function render(
  report: Report,
  format: Format,
  options: RenderOptions = {},
): Promise<string> {
  const parts: string[] = [];
  for await (const part of renderParts(report, format, options)) parts.push(part);
  return parts.join('');
}

/**
 * A report in a format, part by part: `json`, `jsonl` and `csv` of a large estate are longer than the
 * engine's longest text, and none of it is kept.
 *
 * @example
 * ```ts
 * await pipeline(Readable.from(renderParts(report, 'jsonl')), createWriteStream('report.jsonl'));
 * ```
 */
export async function* renderParts(
  report: Report,
  format: Format,
  options: RenderOptions = {},
): AsyncGenerator<string, void, undefined> {
  const { renderReport } = await import('../app/render.ts');
  const assessing = ASSESSINGS.get(report);
  const { onNote } = options;
  yield* await renderReport(report, format, {
    groupBy: options.groupBy ?? 'rule',
    limit: options.limit ?? 10,
    showPasses: options.showPasses === true,
    quiet: false,
    width: options.width ?? 80,
    colorLevel: options.color === true ? 1 : 0,
    unicode: true,
    // Paths of the input are paths of the checkout: there is no working folder.
    workspace: { folder: '/', root: '/' },
    inputs: assessing?.files ?? [],
    ...(format === 'html' && assessing !== undefined && { atlas: await atlasOf(assessing) }),
    note: (note) => onNote?.(note),
  });
}

/** Every rule that runs, as a configuration settles them: what it asks, why, and by which source. */
export async function listRules(config?: ConfigFile): Promise<readonly RuleDescription[]> {
  const app = await import('../app/list-rules.ts');
  return app.listRules(config && (await configOf(config)));
}

async function atlasOf({ assessed, config }: Assessing) {
  const { buildAtlas } = await import('../app/atlas/build-atlas.ts');
  return buildAtlas(assessed, config);
}

async function configOf(config: ConfigFile): Promise<Config> {
  const { openConfig } = await import('../app/config/open-config.ts');
  return openConfig({
    file: inputFile(config),
    root: '.',
    version: TOOL.version,
    async read(file) {
      if (config.read === undefined) {
        throw userError('no-such-file', `${config.file} names ${file}, and no files are at hand`, {
          hint: 'Give `read` with the configuration.',
        });
      }
      return inputFile({ file, content: await config.read(file) });
    },
  });
}

/** The day that was given, and the one that stands for today: the same, because there is no clock. */
function dayOf(
  given: string | undefined,
  { assessment }: Inventory,
): { readonly asOf: string; readonly today: string } {
  const asOf = given ?? assessment.asOf;
  if (asOf === undefined || asOf === null) {
    throw userError('no-day', 'no day is given by which to judge', {
      hint: 'Give `asOf`, or record assessment.asOf in the inventory.',
    });
  }
  if (isIsoDate(asOf)) return { asOf, today: asOf };
  throw userError(
    'wrong-value',
    `asOf must be a day that exists, written YYYY-MM-DD, found "${asOf}"`,
  );
}

function inputFile({ file, content }: SourceFile): InputFile {
  return { file, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content };
}
