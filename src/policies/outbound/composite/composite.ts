import { defineOutboundPolicy } from '../../../gateway/policy.ts'
import { compositeOptions } from './options.ts'

/**
 * Runs several policies under one name. On a route the named policies stand in its place since the project was compiled
 * (`project/expand-composites.ts`); this is what runs when a module invokes it by name.
 */
export const composite = defineOutboundPolicy({
  stage: 'outbound',
  exports: ['CompositeOutboundPolicy'],
  policyTypes: ['composite-outbound'],
  options: compositeOptions,
  create: ({ policies }, { name }) => ({
    name,
    handle: async (reply, exchange, context) => {
      let changed = reply
      for (const member of policies)
        changed = await context.actions.invokeOutbound(member, changed, exchange, context)
      return changed
    },
  }),
})
