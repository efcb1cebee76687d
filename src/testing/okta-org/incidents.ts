import { apiProblems, type ApiProblem } from './api-problem.ts'

/** Something that goes wrong with the next calls that fit. */
export interface Incident {
  /**
   * `rate-limited` 429, `reconciling` 423, `unavailable` 503, `cut` closes the connection without an answer, `lost` does
   * the same after the call has been carried out, so that the caller cannot know.
   */
  readonly kind: 'rate-limited' | 'reconciling' | 'unavailable' | 'cut' | 'lost'
  /** Default: any method. */
  readonly method?: string
  /** Default: any path. */
  readonly path?: RegExp
  /** How many calls it hits; default 1. */
  readonly times?: number
  /** Fitting calls that pass before; default 0. */
  readonly after?: number
}

/** Incidents that wait for their calls. */
export interface Incidents {
  add(incident: Incident): void
  /** The incident that hits a call, counted. */
  next(method: string, path: string): Incident['kind'] | undefined
}

/** No incidents yet. */
export function createIncidents(): Incidents {
  const waiting: { readonly incident: Incident; passes: number; left: number }[] = []
  return {
    add: (incident) =>
      void waiting.push({ incident, passes: incident.after ?? 0, left: incident.times ?? 1 }),
    next: (method, path) => {
      const fitting = waiting.find(({ incident, left }) => left > 0 && fits(incident, method, path))
      if (fitting === undefined) return undefined
      if (fitting.passes > 0) {
        fitting.passes -= 1
        return undefined
      }
      fitting.left -= 1
      return fitting.incident.kind
    },
  }
}

function fits(incident: Incident, method: string, path: string): boolean {
  return (incident.method === undefined || incident.method === method) && incident.path?.test(path) !== false
}

/** The answer of an incident; undefined where there is none. */
export function problemOf(kind: Incident['kind'] | undefined): ApiProblem | undefined {
  switch (kind) {
    case 'rate-limited':
      return apiProblems.rateLimit()
    case 'reconciling':
      return apiProblems.reconciling()
    case 'unavailable':
      return apiProblems.unavailable()
    case 'cut':
    case 'lost':
    case undefined:
      return undefined
  }
}
