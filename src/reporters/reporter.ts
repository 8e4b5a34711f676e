import type { Atlas } from '../domain/atlas.ts';
import type { History } from '../domain/history.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { ErrorReport, Report } from '../domain/report.ts';
import type { GroupBy } from '../domain/report-format.ts';
import type { Workspace } from './checkout-path.ts';

/** What a stream can show. */
export interface Look {
  /** 0 without colour, 1 to 3 for 16, 256 and 16 million colours. */
  readonly colorLevel: 0 | 1 | 2 | 3;
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether symbols beyond ASCII can be shown. */
  readonly unicode: boolean;
  /** From where links to files lead, where the terminal knows hyperlinks. */
  readonly links?: LinkRoot;
}

/** What a link to a file begins with. */
export interface LinkRoot {
  /** Name of the machine, so that no other one opens its own file of that name; may be empty. */
  readonly host: string;
  /** The folder that relative paths are from: absolute, with forward slashes. */
  readonly folder: string;
}

/** How a list is to look: the terminal, and how many of each kind are shown; 0 shows all. */
export interface ListLook extends Look {
  readonly limit: number;
}

/** How a report is to look; a reporter ignores what does not concern its format. */
export interface ReporterOptions extends Look {
  readonly groupBy: GroupBy;
  readonly showPasses: boolean;
  /** Findings shown in a group; 0 shows all. */
  readonly limit: number;
  /** The answer alone. */
  readonly quiet: boolean;
  readonly workspace: Workspace;
  /** The files that were assessed, where they are at hand: a saved report comes without them. */
  readonly inputs: readonly InputFile[];
  /** What pictures show beside the report, where a format draws them and the estate is at hand. */
  readonly atlas?: Atlas;
  /** Reports that were kept before, where the reader asked for them. */
  readonly history?: History;
  /** Takes what the format had to leave out, for standard error. */
  readonly note: (note: OutputNote) => void;
}

/** Something that a format could not hold; nothing is dropped in silence. */
export interface OutputNote {
  /** Stable code, for example `results-dropped`. */
  readonly code: string;
  readonly message: string;
}

/** A rendering of a report, in parts. It computes nothing that the report does not say. */
export type Reporter = (report: Report, options: ReporterOptions) => Iterable<string>;

/** What stands in the report's place where nothing could be assessed. */
export type ErrorReporter = (error: ErrorReport, workspace: Workspace) => string;
