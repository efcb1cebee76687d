import type { Position } from '../diagnostic.ts'

/** Turns offsets into a text into lines and columns. */
export interface TextPositions {
  /** Path of the file, relative to the project folder. */
  readonly file: string
  at(offset: number): Position
}

/** Reads the lines of a text when the first position is asked for. */
export function createTextPositions(file: string, text: string): TextPositions {
  let lineStarts: readonly number[] | undefined
  return {
    file,
    at(offset) {
      lineStarts ??= findLineStarts(text)
      const line = lastAtOrBefore(lineStarts, offset)
      return { file, line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1 }
    },
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0]
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1))
    starts.push(index + 1)
  return starts
}

function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
