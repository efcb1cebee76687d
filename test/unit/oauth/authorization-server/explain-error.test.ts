import { expect, test } from 'vitest'
import { explainError } from '../../../../src/oauth/authorization-server/explain-error.ts'

const libraryError = (name: string, description?: string): Error =>
  Object.assign(new Error('secret detail'), {
    name,
    error: name,
    statusCode: 400,
    error_description: description,
  })

test.each([
  [libraryError('SessionNotFound', 'for developers'), /^This sign-in has expired\./],
  [libraryError('AccessDenied', 'What Okta says.'), /^What Okta says\.$/],
  [libraryError('Odd'), /^The request cannot be served\.$/],
  [new Error('secret detail'), /^The authorization server could not answer this request\.$/],
])('%s', (error, sentence) => {
  expect(explainError(error)).toMatch(sentence)
})
