/** Large enough that writing costs little for each, far below the engine's longest text. */
const CHUNK_LENGTH = 1 << 20;

/** The same text in fewer and longer parts. */
export function* inChunks(parts: Iterable<string>): Iterable<string> {
  let chunk: string[] = [];
  let length = 0;
  for (const part of parts) {
    chunk.push(part);
    length += part.length;
    if (length < CHUNK_LENGTH) continue;
    yield chunk.join('');
    chunk = [];
    length = 0;
  }
  if (length > 0) yield chunk.join('');
}
