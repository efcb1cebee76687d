import { expect, test } from 'vitest'
import {
  renderSignInPage,
  type SignInView,
} from '../../../../../src/oauth/authorization-server/pages/sign-in-page.ts'

const view: SignInView = {
  serverName: 'Server <1>',
  clientName: 'Client "2"',
  permissions: [{ phrase: 'Use <tools>', description: undefined }],
  destination: { kind: 'application', host: 'localhost:3000' },
  csrfToken: 'token',
  login: '',
  problem: undefined,
}

test('everything that is shown is escaped', () => {
  const destination = { kind: 'application', host: '<i>' } as const
  const html = renderSignInPage({ ...view, login: '"><script>', problem: '<b>', destination })
  expect(html).not.toMatch(/<script|<b>|<i>|<1>|<tools>/)
  expect(html).toContain('Client &quot;2&quot;')
  expect(html).toContain('value="&quot;&gt;&lt;script&gt;"')
})

test('each field has a label, and a problem is announced and belongs to the fields', () => {
  const html = renderSignInPage({ ...view, login: 'alex', problem: 'Wrong.' })
  for (const id of ['login', 'password']) {
    expect(html).toContain(`<label for="${id}">`)
    expect(html).toMatch(new RegExp(`<input id="${id}"[^>]*aria-describedby="problem"`))
  }
  expect(html).toContain('<p class="alarm" id="problem" role="alert">Wrong.</p>')
  expect(html).toMatch(/id="password"[^>]*autofocus/)
})

test('the password is never filled in, and no problem leaves no trace', () => {
  const html = renderSignInPage(view)
  expect(html).not.toMatch(/type="password"[^>]*value=/)
  expect(html).not.toContain('alert')
  expect(html).toMatch(/id="login"[^>]*autofocus/)
})

test('without permissions there is no empty list', () => {
  expect(renderSignInPage({ ...view, permissions: [] })).not.toContain('<ul>')
})
