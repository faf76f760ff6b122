import { isSmall } from './network.ts'
import type { Shown } from './publish.ts'

/**
 * A whole and parts of it that may overlap (people by subject): a part is hidden when it is a small
 * group, or when those who are not in it are one.
 */
export function publishParts(
  whole: number,
  parts: readonly number[],
): { readonly whole: Shown; readonly parts: readonly Shown[] } {
  return {
    whole: isSmall(whole) ? undefined : whole,
    parts: parts.map((part) => (isSmall(part) || isSmall(whole - part) ? undefined : part)),
  }
}

/**
 * The steps of a way, each with those who came so far: a step is hidden when it is a small group,
 * or when the difference to one that is shown is, for that is who stopped in between.
 */
export function publishSteps(steps: readonly number[]): readonly Shown[] {
  const shown: number[] = []
  return steps.map((step) => {
    const gives = isSmall(step) || shown.some((other) => isSmall(Math.abs(other - step)))
    if (gives) return undefined
    shown.push(step)
    return step
  })
}
