import type { DeviceCode, Interaction, Provider } from 'oidc-provider'
import { expect, test } from 'vitest'
import { describeDestination } from '../../../../../src/oauth/authorization-server/sign-in/describe-destination.ts'

const provider = {
  DeviceCode: {
    find: async (id: string) => (id === 'known' ? ({ userCode: 'BCDFGHJK' } as DeviceCode) : undefined),
  },
} as unknown as Provider

test.each([
  ['https://app.example/callback', 'app.example'],
  ['http://127.0.0.1:51234/callback', '127.0.0.1:51234'],
  ['cursor://anysphere.cursor-mcp/oauth', 'cursor://anysphere.cursor-mcp'],
  ['nonsense', ''],
  [undefined, ''],
])('%s returns to %j', async (redirect_uri, host) => {
  const interaction = { params: { redirect_uri } } as unknown as Interaction
  expect(await describeDestination(provider, interaction)).toEqual({ kind: 'application', host })
})

test.each([
  ['known', 'BCDFGHJK'],
  ['gone', ''],
])('a device (%s) is known by its code', async (deviceCode, code) => {
  const interaction = { params: {}, deviceCode } as unknown as Interaction
  expect(await describeDestination(provider, interaction)).toEqual({ kind: 'device', code })
})
