/** What of an answer the model gets, compiled at start. */
export interface ResponseShape {
  /** Takes from a JSON answer what the model shall see; undefined = all of it. Throws when the answer does not allow it. */
  readonly reshape: ((value: unknown) => unknown) | undefined
  /** Most items of any list. */
  readonly maxItems: number | undefined
  /** Most tokens of the whole. */
  readonly maxTokens: number | undefined
  /** True when what was cut can be read later as a resource. */
  readonly keepsOverflow: boolean
}
