import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  hasFile,
  pipeSecret,
  removeSecretFile,
  SecretDeliveryError,
  writeSecretFile,
} from '../../../src/provisioning/deliver-secret.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sallyport-secret-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a secret file is for its owner alone, also where one was open before', async () => {
  const file = join(folder, 'own', 'a.secret')
  await writeSecretFile(file, 'canary')
  await writeFile(join(folder, 'own', 'b.secret'), 'old', { mode: 0o644 })
  await writeSecretFile(join(folder, 'own', 'b.secret'), 'canary')
  expect(await readFile(file, 'utf8')).toBe('canary\n')
  for (const name of ['a', 'b'])
    expect((await stat(join(folder, 'own', `${name}.secret`))).mode & 0o777).toBe(0o600)
  expect(await hasFile(file)).toBe(true)
  await removeSecretFile(file)
  await removeSecretFile(file)
  expect(await hasFile(file)).toBe(false)
})

test('a command gets the secret on its standard input and nowhere else', async () => {
  const out = join(folder, 'out')
  await pipeSecret(`cat > '${out}'; env > '${out}.env'`, 'canary', { SALLYPORT_CLIENT: 'web' })
  expect(await readFile(out, 'utf8')).toBe('canary')
  const environment = await readFile(`${out}.env`, 'utf8')
  expect(environment).toContain('SALLYPORT_CLIENT=web')
  expect(environment).not.toContain('canary')
})

test('a command that fails, or does not read, is told without the secret', async () => {
  const failing = pipeSecret('exit 3', 'canary', {})
  await expect(failing).rejects.toThrow(SecretDeliveryError)
  await expect(failing).rejects.toThrow('ended with 3')
  await expect(failing).rejects.not.toThrow('canary')
})
