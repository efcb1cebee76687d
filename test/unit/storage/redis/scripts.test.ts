import { expect, test } from 'vitest'
import { scripts } from '../../../../src/storage/redis/scripts.ts'

// What the scripts do is shown against a server in redis.test.ts.
test('each script is handed both of the sets it keeps', () => {
  for (const { lua, numberOfKeys } of Object.values(scripts)) {
    expect(lua.match(/KEYS\[(\d)\]/g)).toEqual(['KEYS[1]', 'KEYS[2]'])
    expect(numberOfKeys).toBe(2)
  }
})
