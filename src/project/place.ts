import type { Place } from './project.ts'

/** The place some keys further down. */
export function inside(place: Place, ...keys: readonly (string | number)[]): Place {
  return { file: place.file, path: [...place.path, ...keys] }
}
