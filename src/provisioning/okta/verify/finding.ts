/** What one check of a live organization found. */
export interface Finding {
  readonly check: string
  /** `note` is worth knowing and no fault; `skipped` could not be looked at. */
  readonly outcome: 'ok' | 'failed' | 'note' | 'skipped'
  readonly message: string
  readonly hint?: string
}

/** A finding that all is well. */
export function passed(check: string, message: string): Finding {
  return { check, outcome: 'ok', message }
}

/** A finding that something must be mended. */
export function failed(check: string, message: string, hint?: string): Finding {
  return { check, outcome: 'failed', message, ...(hint === undefined ? {} : { hint }) }
}

/** A finding that is no fault. */
export function noted(check: string, message: string, hint?: string): Finding {
  return { check, outcome: 'note', message, ...(hint === undefined ? {} : { hint }) }
}

/** A check that could not be made. */
export function skipped(check: string, message: string, hint?: string): Finding {
  return { check, outcome: 'skipped', message, ...(hint === undefined ? {} : { hint }) }
}
