import type { Role, StaffRecord } from '../../ports/index.ts'
import { includesRole } from '../../staff/index.ts'
import { type PageContext, say } from './page.ts'
import { Token } from './page-parts.tsx'

interface Section {
  readonly path: string
  readonly key: string
  readonly role: Role
  /** Further pages that belong to it. */
  readonly also?: readonly string[]
}

const SECTIONS: readonly Section[] = [
  {
    ...{ path: '/staff', key: 'desk:list.title', role: 'reviewer' },
    also: ['/staff/groups', '/staff/questions', '/staff/disliked', '/staff/undelivered'],
  },
  { path: '/staff', key: 'counts.title', role: 'viewer' },
  { path: '/staff/content', key: 'content-pages:title', role: 'editor' },
  { path: '/staff/partners', key: 'partner-pages:title', role: 'editor' },
  { path: '/staff/changes', key: 'changes:title', role: 'reviewer' },
  { path: '/staff/figures', key: 'figures', role: 'viewer' },
  { path: '/staff/campaigns', key: 'campaigns', role: 'viewer' },
  { path: '/staff/announcements', key: 'announcements:staff-title', role: 'viewer' },
  { path: '/staff/referrals', key: 'referral:staff.title', role: 'editor' },
  { path: '/staff/people', key: 'people.title', role: 'admin' },
  { path: '/staff/whatsapp', key: 'whatsapp:title', role: 'admin' },
  { path: '/staff/audit', key: 'audit.title', role: 'admin' },
  { path: '/staff/account', key: 'account.title', role: 'viewer' },
]

/** The sections of the workspace: a column on a wide screen; on a phone a line that opens. */
export function Sections({
  page,
  staff,
}: {
  readonly page: PageContext
  readonly staff: StaffRecord
}) {
  const sections = SECTIONS.filter(({ role }) => includesRole(staff.role, role))
  const shown = sections.filter(
    ({ path }, at) => sections.findIndex((one) => one.path === path) === at,
  )
  const current = shown.find((section) => isIn(section, page.path))
  const list = <SectionList page={page} staff={staff} sections={shown} current={current} />
  return (
    <>
      <details class="sections folded">
        <summary>{current === undefined ? say(page, 'sections') : say(page, current.key)}</summary>
        {list}
      </details>
      <div class="sections">{list}</div>
    </>
  )
}

function SectionList(props: {
  readonly page: PageContext
  readonly staff: StaffRecord
  readonly sections: readonly Section[]
  readonly current: Section | undefined
}) {
  const { page, staff, sections, current } = props
  return (
    <>
      <nav aria-label={say(page, 'sections')}>
        {sections.map((section) => (
          <a href={section.path} aria-current={section === current ? 'page' : undefined}>
            {say(page, section.key)}
          </a>
        ))}
      </nav>
      <form method="post" action="/staff/sign-out">
        <Token page={page} />
        <p class="meta">
          <bdi>{staff.name}</bdi> · {say(page, `role.${staff.role}`)}
        </p>
        <button type="submit" class="quiet">
          {say(page, 'sign-out')}
        </button>
      </form>
    </>
  )
}

/** A page below the address of a section belongs to it; the root has its own list. */
function isIn({ path, also = [] }: Section, address: string): boolean {
  const at = address.split('?')[0] ?? ''
  if (at === path) return true
  const below = path === '/staff' ? also : [path, ...also]
  return below.some((one) => at === one || at.startsWith(`${one}/`))
}
