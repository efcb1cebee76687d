import { afterEach, describe, expect, it } from 'vitest'
import { ConfigurationError, RuntimeError } from '../../../src/runtime-api/runtime-errors.ts'
import {
  ask,
  createGatewayFixture,
  functionRoute,
  type GatewayFixture,
} from '../../support/gateway-fixture.ts'

describe('RuntimeError', () => {
  it('takes a message, or a message with members, and a cause', () => {
    const cause = new Error('deeper')
    const plain = new RuntimeError('broken', { cause, status: 409 })
    expect([plain.message, plain.name, plain.cause, plain.status, plain.extensionMembers]).toEqual([
      'broken',
      'RuntimeError',
      cause,
      409,
      undefined,
    ])
    expect(new RuntimeError({ message: 'broken', extensionMembers: { a: 1 } })).toMatchObject({
      message: 'broken',
      extensionMembers: { a: 1 },
      status: undefined,
    })
  })

  it('is what a ConfigurationError is too', () => {
    expect(new ConfigurationError('x')).toBeInstanceOf(RuntimeError)
    expect(new ConfigurationError('x').name).toBe('ConfigurationError')
  })
})

describe('thrown by a module', () => {
  let fixture: GatewayFixture
  afterEach(() => fixture.close())

  async function thrown(error: Error): Promise<{ status: number; body: unknown }> {
    const fail = (): never => {
      throw error
    }
    fixture = await createGatewayFixture({
      paths: { '/x': { get: functionRoute('fail') } },
      modules: { './modules/m': { fail } },
    })
    const response = await ask(fixture, '/x')
    return { status: response.status, body: await response.json() }
  }

  it('answers with its status and members', async () => {
    const error = new RuntimeError({ message: 'Taken.', extensionMembers: { by: 'ada' } }, { status: 409 })
    expect(await thrown(error)).toMatchObject({
      status: 409,
      body: { title: 'Conflict', status: 409, detail: 'Taken.', by: 'ada', instance: '/x' },
    })
  })

  it('is a 500 that keeps its message to itself without a status', async () => {
    const { status, body } = await thrown(new ConfigurationError('the key is swordfish'))
    expect(status).toBe(500)
    expect(JSON.stringify(body)).not.toContain('swordfish')
  })
})
