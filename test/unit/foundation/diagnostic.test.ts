import { expect, test } from 'vitest'
import {
  formatDiagnostic,
  formatPosition,
  hasErrors,
  ProjectError,
} from '../../../src/foundation/diagnostic.ts'
import type { Diagnostic } from '../../../src/foundation/diagnostic.ts'

const warning: Diagnostic = {
  severity: 'warning',
  code: 'SALLYPORT_CONFIG_UNKNOWN_KEY',
  message: '"x" has no effect.',
}
const error: Diagnostic = {
  severity: 'error',
  code: 'SALLYPORT_CONFIG_UNKNOWN_POLICY',
  file: 'config/routes.oas.json',
  line: 30,
  column: 15,
  message: 'There is no policy named "a".',
  hint: 'Did you mean "b"?',
}

test('a diagnostic reads as place, severity, sentence, code, and the hint on a line of its own', () => {
  expect(formatDiagnostic(error)).toBe(
    'config/routes.oas.json:30:15 error: There is no policy named "a". (SALLYPORT_CONFIG_UNKNOWN_POLICY)\n    Did you mean "b"?',
  )
})

test('a diagnostic without a place or a hint leaves both out', () => {
  expect(formatDiagnostic(warning)).toBe('warning: "x" has no effect. (SALLYPORT_CONFIG_UNKNOWN_KEY)')
})

test('a position is written as editors understand it', () => {
  expect(formatPosition({ file: 'a.json', line: 2, column: 3 })).toBe('a.json:2:3')
})

test('only errors stop the start', () => {
  expect(hasErrors([])).toBe(false)
  expect(hasErrors([warning])).toBe(false)
  expect(hasErrors([warning, error])).toBe(true)
})

test('a project error says every diagnostic it carries', () => {
  const thrown = new ProjectError([warning, error])
  expect(thrown.diagnostics).toEqual([warning, error])
  expect(thrown.message).toBe(`${formatDiagnostic(warning)}\n${formatDiagnostic(error)}`)
})
