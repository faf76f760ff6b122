import type { FlowValue } from '../core/index.ts'
import type { Evaluated, Expression } from './expression.ts'
import type { Scene } from './flow.ts'

/** The value of a formula where the flow stands. */
export function evaluateIn(scene: Scene, expression: Expression): Evaluated {
  return expression.evaluate(namesIn(scene))
}

/** Everything that a formula may use: the answers, and what is known of the person and the day. */
function namesIn(scene: Scene): Readonly<Record<string, FlowValue>> {
  const { context, flow, values } = scene
  return {
    ...values,
    subject: flow.subject,
    locale: context.locale,
    city: context.city ?? '',
    channel: context.channel,
    campaign: context.campaign ?? '',
    today: context.today,
  }
}
