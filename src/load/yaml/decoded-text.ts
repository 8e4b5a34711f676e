/** A part of a file as a string, with the way back to byte offsets. */
export interface DecodedText {
  readonly text: string;
  /** The byte offset in the file of an index into the text. */
  toByte(index: number): number;
}

/** Decodes a range that begins and ends between characters. */
export function decodedText(bytes: Buffer, from: number, to: number): DecodedText {
  const text = bytes.toString('utf8', from, to);
  const isAscii = text.length === to - from;
  let offsets: Uint32Array | undefined;

  function toByte(index: number): number {
    if (isAscii) return from + index;
    offsets ??= byteOffsets(text);
    return from + (offsets[index] as number); // There is one for the end as well.
  }

  return { text, toByte };
}

/** The length in bytes of the text before each index, and of the whole. */
function byteOffsets(text: string): Uint32Array {
  const offsets = new Uint32Array(text.length + 1);
  let offset = 0;
  for (let index = 0; index < text.length; index++) {
    offsets[index] = offset;
    const unit = text.charCodeAt(index);
    if (unit < 0x80) offset += 1;
    else if (unit < 0x800) offset += 2;
    // The two halves of a pair have two bytes each.
    else offset += unit >= 0xd800 && unit < 0xe000 ? 2 : 3;
  }
  offsets[text.length] = offset;
  return offsets;
}
