import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets requests pass with the name and password of an account, and sets the user from it.',
  inbound: [
    {
      name: 'basic-auth',
      handler: {
        export: 'BasicAuthInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { accounts: [{ username: 'ada', password: '$env(ADA_PASSWORD)', data: { plan: 'gold' } }] },
      },
    },
  ],
  environment: { ADA_PASSWORD: 'correct-horse' },
  exchanges: [
    {
      shows: 'The name and the password of an account let the request pass.',
      request: { headers: { authorization: 'Basic YWRhOmNvcnJlY3QtaG9yc2U=' } },
      answer: { status: 200, body: { method: 'GET' } },
    },
    {
      shows: 'A wrong password is refused, as is a name that there is not.',
      request: { headers: { authorization: 'Basic Ym86YmF0dGVyeS1zdGFwbGU=' } },
      answer: {
        status: 401,
        headers: { 'www-authenticate': 'Basic realm="gateway", charset="UTF-8"' },
        body: { code: 'SALLYPORT_CREDENTIALS_REFUSED' },
      },
    },
    {
      shows: 'Without credentials the answer asks for them.',
      answer: { status: 401, body: { code: 'SALLYPORT_CREDENTIALS_REQUIRED' } },
    },
  ],
}
