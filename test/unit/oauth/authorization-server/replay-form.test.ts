import { createServer, type IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { readForm } from '../../../../src/oauth/authorization-server/send-answer.ts'
import { replayForm } from '../../../../src/oauth/authorization-server/replay-form.ts'

test('a request that was read is read again with another form, of its own length', async () => {
  const seen: unknown[] = []
  const server = createServer((req, res) => void answer(req).then(() => res.end()))
  const answer = async (req: IncomingMessage): Promise<void> => {
    await readForm(req, 1000)
    replayForm(req, new URLSearchParams({ b: 'ü' }))
    let text = ''
    for await (const chunk of req.iterator({ destroyOnReturn: false })) text += String(chunk)
    seen.push(req.readable, text, req.headers['content-length'], req.headers['transfer-encoding'])
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await fetch(`http://127.0.0.1:${port}`, {
    method: 'POST',
    body: new URLSearchParams({ a: '1'.repeat(300) }),
  })
  expect(seen).toEqual([true, 'b=%C3%BC', '8', undefined])
  await new Promise((resolve) => server.close(resolve))
})
