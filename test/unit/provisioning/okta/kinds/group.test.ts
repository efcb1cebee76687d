import { expect, test } from 'vitest'
import { describeGroup, readGroupFields } from '../../../../../src/provisioning/okta/kinds/group.ts'

test('a group is marked in its description, and one of a stranger is used', async () => {
  const group = describeGroup({ name: 'staff', description: 'Staff' }, 'me')
  const body = await group.toBody({} as never)
  expect(body).toEqual({
    profile: { name: 'staff', description: 'Staff [managed-by=sallyport owner=me key=group%3Astaff]' },
  })
  expect(group.whenForeign).toBe('use')
  const profile = body['profile'] as { name: string; description: string }
  expect(readGroupFields({ id: '', type: 'OKTA_GROUP', profile })).toEqual(group.fields)
})
