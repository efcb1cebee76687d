import { expect, it } from 'vitest'
import { copyExample } from '../../../../src/cli/init/copy-example.ts'

it('copies an example without its state, and ties it to the package instead of the repository', async () => {
  const files = await copyExample('okta-guide', { name: 'shop', dependency: '^1.0.0' })
  const paths = [...files.keys()]
  expect(paths).toEqual(
    expect.arrayContaining(['zuplo.jsonc', 'config/identity.jsonc', 'bookshop/server.js']),
  )
  expect(paths.filter((path) => /(?:^|\/)(?:\.sallyport|\.env|node_modules)(?:\/|$)/.test(path))).toEqual([])
  expect(files.get('start.js')).not.toContain('../')
  expect(JSON.parse(files.get('package.json') ?? '')).toMatchObject({
    name: 'shop',
    dependencies: { sallyport: '^1.0.0' },
  })
})
