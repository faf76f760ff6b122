import { Token } from '../page-parts.tsx'
import type { PartnerView } from './partner-page.tsx'
import { sayPartner } from './words.ts'

/** Full for now, or open again: the one change that cannot wait for a second reader. */
export function PauseForm({ page, services, id }: PartnerView) {
  const status = services.knowledge.directory.partners.get(id)?.status
  if (status !== 'open' && status !== 'paused') return null
  return (
    <form method="post" action={`/staff/partners/${id}/pause`} class="card row">
      <Token page={page} />
      <input type="hidden" name="status" value={status === 'open' ? 'paused' : 'open'} />
      <p>
        <span class={status === 'paused' ? 'tag first warn' : 'tag first'}>
          {sayPartner(page, `status.${status}`)}
        </span>{' '}
        {sayPartner(page, status === 'open' ? 'pause-hint' : 'open-hint')}
      </p>
      <button type="submit" class="quiet">
        {sayPartner(page, status === 'open' ? 'pause' : 'open')}
      </button>
    </form>
  )
}
