/** How one test ended. */
export interface TestOutcome {
  /** Such as `tests/shop.test.ts`. */
  readonly file: string
  /** Names of its groups and its own. */
  readonly name: readonly string[]
  readonly outcome: 'passed' | 'failed' | 'skipped'
  readonly durationMs: number
  readonly error?: { readonly message: string; readonly stack?: string }
}

interface TestEvent {
  readonly type: 'test:start' | 'test:pass' | 'test:fail'
  readonly name: string
  readonly nesting: number
  readonly skipped: boolean
  readonly isSuite: boolean
  readonly durationMs?: number
  readonly error?: TestOutcome['error']
}

/** Reads what the reporter of a run wrote, a line for each event. */
export function readTestEvents(text: string): readonly TestOutcome[] {
  const path: string[] = []
  return text
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line): TestOutcome[] => {
      const event = JSON.parse(line) as TestEvent
      path.splice(event.nesting, path.length, event.name)
      if (event.type === 'test:start' || event.isSuite) return []
      const [file = '', ...name] = path
      const outcome = event.skipped ? 'skipped' : event.type === 'test:pass' ? 'passed' : 'failed'
      const { durationMs = 0, error } = event
      return [{ file, name, outcome, durationMs, ...(error === undefined ? {} : { error }) }]
    })
}
