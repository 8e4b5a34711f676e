/** What a compiled validator says of one mistake: of ajv's errors, what is read. */
export interface SchemaError {
  /** JSON Pointer to the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Where the house has no words of its own for the keyword. */
  readonly message?: string;
}
