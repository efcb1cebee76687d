import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  adminUrlOf,
  announceAdmin,
  isLocalCall,
  readAdminAnnouncement,
  resolveAdminAccess,
} from '../../../../src/runtimes/node/admin-access.ts'

const SALLYPORT_ADMIN_TOKEN = 'x'.repeat(32)
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sallyport-admin-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('resolveAdminAccess', () => {
  it('generates a token at each start, unless one is given or the API is off', () => {
    const one = resolveAdminAccess({})
    expect(one).toMatchObject({ isGiven: false, token: expect.stringMatching(/^[\w-]{43}$/) as string })
    expect(resolveAdminAccess({ SALLYPORT_ADMIN: 'on' })?.token).not.toBe(one?.token)
    expect(resolveAdminAccess({ SALLYPORT_ADMIN_TOKEN })).toEqual({
      token: SALLYPORT_ADMIN_TOKEN,
      isGiven: true,
    })
    expect(resolveAdminAccess({ SALLYPORT_ADMIN: 'off', SALLYPORT_ADMIN_TOKEN })).toBeUndefined()
  })

  it('refuses a token that can be guessed, without saying it, and a switch it does not know', () => {
    expect(() => resolveAdminAccess({ SALLYPORT_ADMIN_TOKEN: 'hunter2' })).toThrow(
      /^(?!.*hunter2).*32 to 1000/,
    )
    expect(() => resolveAdminAccess({ SALLYPORT_ADMIN: 'no' })).toThrow('write on or off')
  })
})

describe('adminUrlOf', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:9000'],
    ['localhost', 'http://127.0.0.1:9000'],
    ['0.0.0.0', 'http://127.0.0.1:9000'],
    ['::', 'http://[::1]:9000'],
    ['::1', 'http://[::1]:9000'],
    ['192.0.2.7', 'http://192.0.2.7:9000'],
  ])('of a gateway that listens on %s is %s', (address, url) => {
    expect(adminUrlOf(address, 9000)).toBe(url)
  })
})

describe('isLocalCall', () => {
  const call = (remoteAddress: string, headers: Record<string, string> = {}): boolean =>
    isLocalCall({ headers, socket: { remoteAddress, localAddress: '192.0.2.7' } })

  it('is one from loopback or from the address that was called', () => {
    expect(call('127.0.0.1')).toBe(true)
    expect(call('::1')).toBe(true)
    expect(call('::ffff:127.0.0.1')).toBe(true)
    expect(call('192.0.2.7')).toBe(true)
    expect(call('192.0.2.8')).toBe(false)
  })

  it.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'])(
    'is none that a proxy passed on with %s',
    (name) => {
      expect(call('127.0.0.1', { [name]: 'anything' })).toBe(false)
    },
  )
})

describe('announceAdmin', () => {
  it('writes a file for its owner alone, whole, and takes its own back', async () => {
    const takeBack = await announceAdmin(folder, 'http://127.0.0.1:1', { token: 'secret', isGiven: false })
    expect((await stat(join(folder, 'admin.json'))).mode & 0o777).toBe(0o600)
    expect(await readAdminAnnouncement(folder)).toEqual({ url: 'http://127.0.0.1:1', token: 'secret' })
    const other = await announceAdmin(folder, 'http://127.0.0.1:2', { token: 'secret', isGiven: false })
    await takeBack()
    expect(await readAdminAnnouncement(folder)).toEqual({ url: 'http://127.0.0.1:2', token: 'secret' })
    await other()
    expect(await readAdminAnnouncement(folder)).toBeUndefined()
    expect(await readdir(folder)).toEqual([])
  })

  it('writes no token down that the operator has given', async () => {
    const takeBack = await announceAdmin(folder, 'http://127.0.0.1:1', { token: 'secret', isGiven: true })
    expect(await readFile(join(folder, 'admin.json'), 'utf8')).not.toContain('secret')
    await takeBack()
  })

  it('that somebody has broken is said to be so', async () => {
    await writeFile(join(folder, 'admin.json'), '{')
    await expect(readAdminAnnouncement(folder)).rejects.toThrow('admin.json cannot be read: remove it')
    await rm(join(folder, 'admin.json'))
  })
})
