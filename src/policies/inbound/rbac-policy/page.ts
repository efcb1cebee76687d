import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets users with one of the listed roles pass, of those that a policy before it has accepted.',
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
      name: 'rbac-policy',
      handler: {
        export: 'RbacPolicyInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { allowedRoles: ['admin'] },
      },
    },
  ],

  exchanges: [
    {
      shows: 'A user with one of the roles passes.',
      request: { headers: { authorization: 'Basic YWRhOmNvcnJlY3QtaG9yc2U=' } },
      answer: { status: 200, body: { method: 'GET' } },
    },
    {
      shows: 'A user without any of them does not.',
      request: { headers: { authorization: 'Basic Ym86YmF0dGVyeS1zdGFwbGU=' } },
      answer: { status: 403, body: { code: 'SALLYPORT_ACCESS_DENIED' } },
    },
  ],
}
