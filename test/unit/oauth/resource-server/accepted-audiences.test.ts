import { describe, expect, it } from 'vitest'
import { acceptedAudiences, judgeAudience } from '../../../../src/oauth/resource-server/accepted-audiences.ts'

const origins = ['http://127.0.0.1:9000', 'http://localhost:9000', 'http://[::1]:9000']

describe('acceptedAudiences', () => {
  it('takes the loopback spellings for one resource', () => {
    expect(acceptedAudiences('http://localhost:9000/mcp', origins)).toEqual([
      'http://localhost:9000/mcp',
      'http://127.0.0.1:9000/mcp',
      'http://[::1]:9000/mcp',
    ])
  })

  it('compares anything else as it stands: other ports, other hosts, names', () => {
    for (const audience of [
      'http://localhost:90001/mcp',
      'https://gw.example/mcp',
      'https://gw.example/mcp/',
      'api://default',
    ]) {
      expect(acceptedAudiences(audience, origins)).toEqual([audience])
    }
  })

  it('takes a URL without path with and without its slash', () => {
    expect(acceptedAudiences('https://gw.example', origins)).toEqual([
      'https://gw.example',
      'https://gw.example/',
    ])
    expect(acceptedAudiences('https://gw.example/', origins)).toEqual([
      'https://gw.example/',
      'https://gw.example',
    ])
    expect(acceptedAudiences('http://localhost:9000', origins)).toHaveLength(6)
  })
})

describe('judgeAudience', () => {
  it('[R4] has nothing to say when a guarded route is served under the audience', () => {
    expect(judgeAudience('http://localhost:9000/mcp', ['/books', '/mcp'], origins)).toBeUndefined()
    expect(judgeAudience('https://gw.example', ['/'], ['https://gw.example'])).toBeUndefined()
    expect(judgeAudience('https://gw.example/mcp', [], origins)).toBeUndefined()
  })

  it('[R4] names the URL that clients will use when none is', () => {
    for (const audience of [
      'https://gw.example/mcp',
      'http://localhost:9000/mcp/',
      'http://localhost:9000/MCP',
      'api://default',
    ]) {
      expect(judgeAudience(audience, ['/mcp'], origins)).toContain('http://127.0.0.1:9000/mcp')
    }
  })
})
