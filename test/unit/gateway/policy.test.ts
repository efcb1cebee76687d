import { expect, it } from 'vitest'
import * as z from 'zod'
import { defineInboundPolicy, defineOutboundPolicy } from '../../../src/gateway/policy.ts'

it('gives inbound and outbound definitions back as catalogs hold them', () => {
  const inbound = defineInboundPolicy({
    stage: 'inbound',
    exports: ['In'],
    policyTypes: ['in'],
    options: z.object({}),
    create: (_, { name }) => ({ name, handle: () => undefined }),
  })
  const outbound = defineOutboundPolicy({
    stage: 'outbound',
    exports: ['Out'],
    policyTypes: ['out'],
    options: z.object({}),
    create: (_, { name }) => ({ name, handle: (reply) => reply }),
  })
  expect([inbound.stage, inbound.exports, outbound.stage, outbound.exports]).toEqual([
    'inbound',
    ['In'],
    'outbound',
    ['Out'],
  ])
})
