import type { Exchange, Reply } from '../../../gateway/exchange.ts'
import { defineInboundPolicy, type InboundPolicy } from '../../../gateway/policy.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import { copyClaims } from '../../../oauth/resource-server/copy-claims.ts'
import { areEqualSecrets } from '../../credentials/equal-secrets.ts'
import { FailedAttempts } from '../../limits/failed-attempts.ts'
import { presentSecret } from '../../credentials/present-secret.ts'
import { refuseCredentials } from '../../credentials/refuse-credentials.ts'
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
  create: (options, { name, services }): InboundPolicy => {
    const { accounts, allowUnauthenticatedRequests: isLenient } = options
    const failedAttempts = new FailedAttempts(options.failedAttempts, name, services)
    const byName = new Map(accounts.map((account) => [account.username, account]))
    // Compared with when there is no account of the name, so that both take the same time.
    const nobody = { password: services.randomId(), data: {} }
    return {
      name,
      explain: (caller) => ({
        holds: caller !== undefined || isLenient,
        knowsCaller: caller !== undefined,
        because: ['Needs a name and a password.'],
      }),
      handle: (exchange, context) => {
        const sent = exchange.headers['authorization']
        if (sent === undefined || !/^basic(?: |$)/i.test(sent))
          return isLenient ? undefined : refuseMissing(exchange, context)
        const given = parseBasicCredentials(sent)
        presentSecret(context, sent)
        if (isLenient && exchange.user !== undefined) return undefined
        const unverified = failedAttempts.refuse(exchange, context)
        if (unverified !== undefined) return unverified
        const account = given === undefined ? undefined : byName.get(given.username)
        const { password, data } = account ?? nobody
        const isRight = areEqualSecrets(given?.password ?? '', password, (text) => services.sha256(text))
        if (account === undefined || !isRight || exchange.repeatedHeaders.includes('authorization')) {
          if (!isLenient) failedAttempts.count(exchange)
          const reply = refuseWrong(exchange, context)
          return isLenient ? undefined : reply
        }
        exchange.user = { sub: account.username, data: copyClaims(data) }
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
