/** Thrown for an offset beyond the limit. */
export const TAPE_FULL = new Error('more nodes than the limit');

/** A growing list of byte offsets, one for each node; the slot of a node is its index in it. */
export class OffsetTape {
  length = 0;
  private room: Uint32Array;
  private readonly limit: number;

  /** Room that is not used is never touched, so a generous guess costs no memory. */
  constructor(expectedLength: number, limit: number) {
    this.limit = limit;
    this.room = new Uint32Array(Math.min(expectedLength + 16, limit));
  }

  push(offset: number): void {
    if (this.length === this.room.length) this.grow();
    this.room[this.length++] = offset;
  }

  put(slot: number, offset: number): void {
    this.room[slot] = offset;
  }

  /** What it holds now, without a copy. */
  offsets(): Uint32Array {
    return this.room.subarray(0, this.length);
  }

  private grow(): void {
    if (this.length === this.limit) throw TAPE_FULL;
    const larger = new Uint32Array(Math.min(this.room.length * 2, this.limit));
    larger.set(this.room);
    this.room = larger;
  }
}
