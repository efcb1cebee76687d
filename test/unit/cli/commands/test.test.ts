import { expect, test } from 'vitest'
import { testCommand } from '../../../../src/cli/commands/test.ts'

const parse = (args: readonly string[]): Promise<unknown> =>
  testCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parseAsync([...args], { from: 'user' })

test('an endpoint that is no URL and a filter that is no expression are refused', async () => {
  await expect(parse(['--endpoint', 'gateway'])).rejects.toThrow('Write the URL of a gateway')
  await expect(parse(['--filter', '/(/'])).rejects.toThrow('Invalid regular expression')
})
