import { awsKey, isSignedForAws } from '../../aws-signature.ts'
import { startUpstream } from '../../loopback-upstream.ts'
import type { OutsideServers } from '../outside-servers.ts'

const region = 'eu-central-1'

/** Starts Lambda with one function, for calls that are signed with the key of the tests. */
export async function start(): Promise<OutsideServers> {
  const server = await startUpstream((request, response, text) => {
    const isSigned = isSignedForAws(request, text, {
      service: 'lambda',
      region,
      host: `lambda.${region}.amazonaws.com`,
    })
    if (!isSigned || request.url !== '/2015-03-31/functions/orders/invocations')
      return response.writeHead(403).end('{"message":"The security token is invalid."}')
    const event = JSON.parse(text) as {
      routeKey: string
      pathParameters: { id: string }
      body: string
    }
    const { id } = event.pathParameters
    if (id === 'broken')
      return response
        .setHeader('x-amz-function-error', 'Unhandled')
        .end('{"errorMessage":"password of the database is wrong"}')
    const { copies } = JSON.parse(event.body) as { copies: number }
    const body = JSON.stringify({ routeKey: event.routeKey, id, copies })
    return response.end(JSON.stringify({ statusCode: 201, body }))
  })
  return {
    environment: { AWS_SECRET_ACCESS_KEY: awsKey.secretAccessKey },
    origins: { [`https://lambda.${region}.amazonaws.com`]: server.url },
    close: () => server.close(),
  }
}
