/** A file that is made from another one. `npm run generate` writes it, `npm run check` compares it. */
export interface Artefact {
  readonly path: string;
  readonly text: string;
}
