import { HttpProblems, ZuploContext, ZuploRequest } from '@zuplo/runtime'

interface OnlyStaffOptions {
  /** Login names that pass, separated by commas. */
  readonly staff?: string
}

/**
 * Lets only the named people pass. It stands behind a policy that verified the token, so `request.user` is trusted;
 * without a user, or with an empty list, nobody passes.
 */
export async function onlyStaff(
  request: ZuploRequest,
  context: ZuploContext,
  options: OnlyStaffOptions,
): Promise<ZuploRequest | Response> {
  const staff = (options.staff ?? '').split(',').map((login) => login.trim())
  const login = request.user?.sub
  if (login !== undefined && login !== '' && staff.includes(login)) return request
  return HttpProblems.forbidden(request, context, { detail: 'Only staff of the bookshop may do this.' })
}
