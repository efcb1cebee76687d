import type { Exchange, Reply } from '../../../gateway/exchange.ts'
import { defineInboundPolicy, type InboundPolicy } from '../../../gateway/policy.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import { copyClaims } from '../../../oauth/resource-server/copy-claims.ts'
import { FailedAttempts } from '../../limits/failed-attempts.ts'
import { presentSecret } from '../../credentials/present-secret.ts'
import { refuseCredentials } from '../../credentials/refuse-credentials.ts'
import { AccountBook } from './account-book.ts'
import { parseBasicCredentials } from './basic-credentials.ts'
import { basicAuthOptions } from './options.ts'

// RFC 7617 section 2.1: says that names and passwords are UTF-8.
const challenge = 'Basic realm="gateway", charset="UTF-8"'

/** Accepts a name and a password (RFC 7617), and sets the user from the account. */
export const basicAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['BasicAuthInboundPolicy'],
  policyTypes: ['basic-auth-inbound', 'basic-auth-inbound-policy'],
  options: basicAuthOptions,
  create: (options, setup): InboundPolicy => {
    const { name, services } = setup
    const { accounts, allowUnauthenticatedRequests: isLenient } = options
    const failedAttempts = new FailedAttempts(options.failedAttempts, name, services)
    const book = new AccountBook(accounts, setup)
    return {
      name,
      security: { scheme: { type: 'http', scheme: 'basic' }, isOptional: isLenient },
      explain: (caller) => ({
        holds: caller !== undefined || isLenient,
        knowsCaller: caller !== undefined,
        because: ['Needs a name and a password.'],
      }),
      handle: async (exchange, context) => {
        const sent = exchange.headers['authorization']
        if (sent === undefined || !/^basic(?: |$)/i.test(sent))
          return isLenient ? undefined : refuseMissing(exchange, context)
        const given = parseBasicCredentials(sent)
        presentSecret(context, sent)
        if (isLenient && exchange.user !== undefined) return undefined
        const unverified = failedAttempts.refuse(exchange, context)
        if (unverified !== undefined) return unverified
        const account = await book.find(given)
        if (account === undefined || exchange.repeatedHeaders.includes('authorization')) {
          if (!isLenient) failedAttempts.count(exchange)
          const reply = refuseWrong(exchange, context)
          return isLenient ? undefined : reply
        }
        exchange.user = { sub: account.username, data: copyClaims(account.data) }
        context.refusal = undefined
        return undefined
      },
    }
  },
})

function refuseMissing(exchange: Exchange, context: GatewayContext): Reply {
  const why = 'credentials: expected a name and a password, found none'
  const detail = 'Send a name and a password as Authorization: Basic.'
  return refuseCredentials(
    { code: 'SALLYPORT_CREDENTIALS_REQUIRED', why, detail, challenge },
    exchange,
    context,
  )
}

function refuseWrong(exchange: Exchange, context: GatewayContext): Reply {
  const why = 'credentials: expected an account of the policy, found another name or password'
  return refuseCredentials({ code: 'SALLYPORT_CREDENTIALS_REFUSED', why, challenge }, exchange, context)
}
