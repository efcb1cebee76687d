import { describe, expect, it } from 'vitest'
import type { GatewayRequest } from '../../../src/gateway/facade/gateway-request.ts'
import type { ModuleContext } from '../../../src/gateway/facade/module-context.ts'
import { HttpProblems, ProblemResponseFormatter } from '../../../src/runtime-api/http-problems.ts'
import { httpStatus } from '../../../src/runtime-api/http-status.ts'

const request = new Request('http://h/orders/7?secret=1') as GatewayRequest
const context = { requestId: 'r-1' } as ModuleContext

describe('HttpProblems', () => {
  it('answers with the problem of its status', async () => {
    const response = await HttpProblems['notFound']?.(request, context)
    expect([response?.status, response?.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json',
    ])
    expect(await response?.json()).toEqual({
      type: 'https://httpproblems.com/http-status/404',
      title: 'Not Found',
      status: 404,
      instance: '/orders/7',
      trace: { timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string, requestId: 'r-1' },
    })
  })

  it('takes overrides, extensions laid flat, and headers', async () => {
    const response = await HttpProblems['unauthorized']?.(
      request,
      context,
      { detail: 'Sign in.', extensions: { code: 'X', realm: 'r' } },
      { 'www-authenticate': 'Bearer' },
    )
    expect(response?.headers.get('www-authenticate')).toBe('Bearer')
    expect(await response?.json()).toMatchObject({
      title: 'Unauthorized',
      detail: 'Sign in.',
      code: 'X',
      realm: 'r',
    })
  })

  it.each(['noContent', 'resetContent', 'notModified'] as const)(
    '%s has no body, as its status wants',
    async (name) => {
      expect((await HttpProblems[name](request, context)).body).toBeNull()
    },
  )

  it('has a factory for every status, and each works that can answer a request', async () => {
    for (const [code, name] of httpStatus.filter(([status]) => status >= 200)) {
      expect((await HttpProblems[name](request, context)).status, name).toBe(code)
    }
  })

  it.each(['continue', 'switchingProtocols', 'processing', 'earlyHints'] as const)(
    '%s says why it cannot answer',
    async (name) => {
      await expect(HttpProblems[name](request, context)).rejects.toThrow('interim status')
    },
  )
})

describe('ProblemResponseFormatter', () => {
  it('is a 500 unless it is told a status', async () => {
    const response = await ProblemResponseFormatter.format({ title: 'Broken' }, request, context)
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ title: 'Broken', status: 500 })
  })
})
