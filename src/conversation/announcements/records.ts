import { audienceCode, listKey } from '../../announcements/index.ts'
import type { PersonId } from '../../core/index.ts'
import type { Audience, Repositories, Sealer, SubscriptionRecord } from '../../ports/index.ts'
import type { DalilOptions } from '../options.ts'
import { PURPOSES } from '../records.ts'
import type { TurnResult } from '../result.ts'
import type { KeptSubscription } from '../turn.ts'
import { end } from './end.ts'

/** Seals a subscription for the store. */
function sealSubscription(
  { sealer, pseudonym }: Pick<DalilOptions, 'sealer' | 'pseudonym'>,
  audience: Audience,
  { person, now }: { readonly person: PersonId; readonly now: number },
): SubscriptionRecord {
  const list = listKey(audience)
  return {
    id: pseudonym(`${list}:${person}`),
    person,
    list: pseudonym(list),
    content: sealer.seal(JSON.stringify(audience), PURPOSES.subscription),
    createdAt: now,
  }
}

/** Reads a subscription that was kept; `undefined` where it cannot be read any more. */
export function openSubscription(
  sealer: Sealer,
  { id, content }: SubscriptionRecord,
): KeptSubscription | undefined {
  try {
    const audience: unknown = JSON.parse(sealer.open(content, PURPOSES.subscription))
    return isAudience(audience) ? { id, audience } : undefined
  } catch {
    // A key that was lost must not silence the person.
    return undefined
  }
}

function isAudience(value: unknown): value is Audience {
  return typeof value === 'object' && value !== null && 'kind' in value && 'value' in value
}

/** Keeps and deletes subscriptions as a turn decided. What was on its way is not sent any more. */
export async function keepSubscriptions(
  options: DalilOptions,
  kept: Repositories,
  { subscribe, unsubscribe = [] }: TurnResult,
  of: { readonly person: PersonId; readonly now: number },
): Promise<void> {
  if (subscribe !== undefined) {
    await kept.subscriptions.put(sealSubscription(options, subscribe, of))
  }
  for (const { id } of unsubscribe) await kept.subscriptions.delete(id)
  if (unsubscribe.length === 0) return
  const lists = unsubscribe.map(({ audience }) => audienceCode(audience))
  for (const record of await kept.outbox.listOf(of.person)) {
    const announced = await kept.announcements.find(record.announcement ?? '')
    if (announced === undefined || !lists.includes(audienceCode(announced.audience))) continue
    await end(kept, record, 'dropped', of.now)
  }
}
