import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets listed users pass, of those that a policy before it has accepted.',
  inbound: [
    {
      name: 'sign-in',
      handler: {
        export: 'BasicAuthInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          accounts: [
            { username: 'ada', password: 'correct-horse', data: { roles: ['admin'] } },
            { username: 'bo', password: 'battery-staple' },
          ],
        },
      },
    },
    {
      name: 'acl-policy',
      handler: {
        export: 'AclPolicyInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { users: ['ada'] },
      },
    },
  ],

  exchanges: [
    {
      shows: 'A listed user passes.',
      request: { headers: { authorization: 'Basic YWRhOmNvcnJlY3QtaG9yc2U=' } },
      answer: { status: 200, body: { method: 'GET' } },
    },
    {
      shows: 'Another user does not.',
      request: { headers: { authorization: 'Basic Ym86YmF0dGVyeS1zdGFwbGU=' } },
      answer: { status: 403, body: { code: 'SALLYPORT_ACCESS_DENIED' } },
    },
  ],
}
