/** What the tests of a project import, as `sallyport/test` or `@zuplo/test`; `sallyport test` runs them. */
export {
  after,
  afterAll,
  afterEach,
  before,
  beforeAll,
  beforeEach,
  describe,
  it,
  test,
  type DefineSuite,
  type DefineTest,
  type TestBody,
} from './project-tests/collect-tests.ts'
export type { ToolCallOptions, ToolResult } from './project-tests/call-tool.ts'
export type { TokenRequest } from './project-tests/request-access-token.ts'
export { TestHelper } from './project-tests/test-helper.ts'
