import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { denyCaller } from '../../access/deny-caller.ts'
import { compileAddressList } from './address-list.ts'
import { ipAddressRestrictionOptions } from './options.ts'

/** Lets callers pass by their IP address; behind a proxy, by what a trusted one says of it. */
export const ipAddressRestriction = defineInboundPolicy({
  stage: 'inbound',
  exports: ['IpAddressRestrictionInboundPolicy', 'IPAddressRestrictionInbound', 'IpRestrictionInboundPolicy'],
  policyTypes: ['ip-address-restriction-inbound', 'ip-restriction-inbound'],
  options: ipAddressRestrictionOptions,
  create: ({ allow, deny, allowedIpAddresses, blockedIpAddresses }, { name }) => {
    const isOpen = allow === undefined && allowedIpAddresses === undefined
    const isAllowed = compileAddressList([...(allow ?? []), ...(allowedIpAddresses ?? [])])
    const isDenied = compileAddressList([...(deny ?? []), ...(blockedIpAddresses ?? [])])
    return {
      name,
      handle: (exchange, context) => {
        const { clientAddress } = exchange
        if (!isDenied(clientAddress) && (isOpen || isAllowed(clientAddress))) return undefined
        return denyCaller('address: expected one that the policy allows', exchange, context)
      },
    }
  },
})
