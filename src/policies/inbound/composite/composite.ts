import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { compositeOptions } from './options.ts'

/**
 * Runs several policies under one name. On a route the named policies stand in its place since the project was compiled
 * (`project/expand-composites.ts`); this is what runs when a module invokes it by name.
 */
export const composite = defineInboundPolicy({
  stage: 'inbound',
  exports: ['CompositeInboundPolicy'],
  policyTypes: ['composite-inbound'],
  options: compositeOptions,
  create: ({ policies }, { name }) => ({
    name,
    handle: async (exchange, context) => {
      for (const member of policies) {
        const reply = await context.actions.invokeInbound(member, exchange, context)
        if (reply !== undefined) return reply
      }
      return undefined
    },
  }),
})
