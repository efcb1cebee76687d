import { expect, it } from 'vitest'
import { openApiSpecOptions } from '../../../../src/handlers/openapi-spec/options.ts'

it('needs a file', () => {
  expect(openApiSpecOptions.safeParse({ openApiFilePath: './config/routes.oas.json' }).success).toBe(true)
  for (const options of [{}, { openApiFilePath: '' }])
    expect(openApiSpecOptions.safeParse(options).success).toBe(false)
})
