/** Policies and handlers that have no reference page yet; the list only ever shrinks. */
export const missingPages: readonly string[] = []
