import { afterEach, describe, expect, it } from 'vitest'
import { awsKey, isSignedForAws } from '../../../../support/aws-signature.ts'
import { startUpstream } from '../../../../support/loopback-upstream.ts'
import { startShaping, type ShapingWorld } from '../../../../support/shaping-world.ts'

const service = { service: 'execute-api', region: 'eu-central-1' }
const policy = { export: 'UpstreamAwsSigV4AuthInboundPolicy', options: { ...awsKey, ...service } }
let world: ShapingWorld | undefined
afterEach(() => world?.close())

describe('UpstreamAwsSigV4AuthInboundPolicy', () => {
  it.each([['first'], ['last']])('signs what the handler sends, standing %s', async (place) => {
    const seen: { good: boolean; url: string | undefined; body: string; target: unknown }[] = []
    const others = [
      {
        export: 'SetHeadersInboundPolicy',
        options: { headers: [{ name: 'x-amz-target', value: 'Books' }] },
      },
      { export: 'SetQueryParamsInboundPolicy', options: { params: [{ name: 'q', value: 'a b+c' }] } },
      { export: 'SetBodyInboundPolicy', options: { body: '{"title":"Émile"}' } },
    ]
    world = await startShaping({
      method: 'post',
      inbound: place === 'first' ? [policy, ...others] : [...others, policy],
      serve: (request, response, body) => {
        seen.push({
          good: isSignedForAws(request, body, service),
          url: request.url,
          body,
          target: request.headers['x-amz-target'],
        })
        response.end('{}')
      },
    })
    const headers = { authorization: 'Bearer of-the-caller', 'x-amz-security-token': 'of-the-caller' }
    const answer = await world.ask('?z=1', { method: 'POST', headers, body: '{}' })
    expect(answer.status).toBe(200)
    expect(seen).toEqual([
      { good: true, url: '/it?z=1&q=a%20b%2Bc', body: '{"title":"Émile"}', target: 'Books' },
    ])
  })

  it('signs tool calls, and requests without a body', async () => {
    const seen: boolean[] = []
    world = await startShaping({
      inbound: [policy],
      serve: (request, response, body) => {
        seen.push(isSignedForAws(request, body, service))
        response.end('{}')
      },
    })
    expect((await world.call()).isError).toBe(false)
    expect((await world.ask()).status).toBe(200)
    expect(seen).toEqual([true, true])
  })

  it('hands redirects back, and signs nothing for another place', async () => {
    const upstream = await startUpstream((_request, response) =>
      response.writeHead(302, { location: '/elsewhere' }).end(),
    )
    world = await startShaping({
      inbound: [policy],
      handler: {
        export: 'urlForwardHandler',
        module: '$import(@zuplo/runtime)',
        options: { baseUrl: upstream.url, followRedirects: true },
      },
    })
    const answer = await world.ask()
    await upstream.close()
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/elsewhere'])
  })
})
