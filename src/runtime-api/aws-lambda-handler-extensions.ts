import type { SendingAwsLambdaEventHook } from '../gateway/project-modules.ts'

/** What modules tell the handler `awsLambdaHandler`. */
export class AwsLambdaHandlerExtensions {
  /** Changes events on their way to AWS Lambda; hooks chain, in the order they were added. */
  static addSendingAwsLambdaEventHook(_hook: SendingAwsLambdaEventHook): void {
    throw new Error('addSendingAwsLambdaEventHook works inside a gateway.')
  }
}

/** The same for the modules of one project. */
export function createAwsLambdaHandlerExtensions(host: {
  addLambdaEventHook?(hook: SendingAwsLambdaEventHook): void
}): typeof AwsLambdaHandlerExtensions {
  return class extends AwsLambdaHandlerExtensions {
    static override addSendingAwsLambdaEventHook(hook: SendingAwsLambdaEventHook): void {
      if (typeof hook !== 'function') throw new TypeError('addSendingAwsLambdaEventHook takes a function.')
      if (host.addLambdaEventHook === undefined) super.addSendingAwsLambdaEventHook(hook)
      else host.addLambdaEventHook(hook)
    }
  }
}
