import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { describeCognito } from '../../../oauth/resource-server/identity-providers/cognito.ts'
import { createJwtPolicy } from '../../bearer/create-jwt-policy.ts'
import { listOf } from '../../bearer/options.ts'
import { cognitoJwtAuthOptions } from './options.ts'

/** Accepts tokens of an Amazon Cognito user pool. */
export const cognitoJwtAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['CognitoJwtInboundPolicy'],
  policyTypes: ['cognito-jwt-auth-inbound', 'cognito-jwt-inbound'],
  options: cognitoJwtAuthOptions,
  create: (options, setup) => {
    const { region, userPoolId, tokenUse, clientId } = options
    const clientIds = clientId === undefined ? undefined : listOf(clientId)
    return createJwtPolicy(describeCognito({ region, userPoolId, tokenUse, clientIds }), options, setup)
  },
})
