/** Cases that a thread is to try. */
export interface Batch {
  readonly target: string;
  readonly seed: number;
  readonly cases: number;
}

/** What came of a batch; a fault ends it. */
export interface FromWorker {
  readonly target: string;
  readonly tried: number;
  readonly fault?: string;
  /** The case at fault, as `keptCase` writes it. */
  readonly kept?: string;
}

export interface WorkerData {
  /** Two numbers (cases begun, bytes of the case at work), then the case itself. */
  readonly shared: SharedArrayBuffer;
  /** Bytes for the case. */
  readonly room: number;
}
