import type { Role } from '../../ports/index.ts'

/**
 * Every address of the workspace, and who may call it: the lowest role, or anybody. A route cannot
 * be made without its line here.
 */
export const RULES = {
  'GET /sign-in': 'anybody',
  'POST /sign-in': 'anybody',
  'GET /code': 'anybody',
  'POST /code': 'anybody',
  'GET /join': 'anybody',
  'POST /join': 'anybody',
  'GET /reset': 'anybody',
  'POST /reset': 'anybody',
  'POST /sign-out': 'viewer',

  'GET /': 'viewer',
  'GET /events': 'viewer',
  'GET /groups/:id': 'reviewer',
  'GET /groups/:id/entries': 'reviewer',
  'GET /groups/:id/writers': 'reviewer',
  'POST /groups/:id/writing': 'reviewer',
  'POST /groups/:id/answer': 'reviewer',
  'POST /groups/:id/phrasing': 'reviewer',
  'POST /groups/:id/entry': 'reviewer',
  'POST /groups/:id/refer': 'reviewer',
  'POST /groups/:id/ignore': 'reviewer',
  'POST /groups/:id/assign': 'reviewer',
  'POST /groups/:id/note': 'reviewer',
  'POST /groups/:id/undo': 'reviewer',
  'GET /questions/asked': 'reviewer',
  'GET /questions/answered': 'reviewer',
  'GET /questions/closed': 'reviewer',
  'POST /questions/:id/ask': 'reviewer',
  'POST /questions/:id/close': 'reviewer',
  'POST /questions/:id/separate': 'reviewer',
  'GET /disliked': 'reviewer',
  'GET /undelivered': 'reviewer',
  'POST /undelivered/:id/retry': 'reviewer',
  'POST /undelivered/:id/drop': 'reviewer',

  'GET /changes': 'reviewer',
  'GET /changes/:id': 'reviewer',
  'GET /changes/:id/effect': 'reviewer',
  'POST /changes/:id/publish': 'editor',
  'POST /changes/:id/withdraw': 'editor',
  'POST /changes/:id/propose': 'reviewer',
  'POST /changes/:id/review': 'editor',
  'POST /changes/:id/discard': 'reviewer',

  'GET /content': 'editor',
  'GET /content/new': 'editor',
  'POST /content/new': 'editor',
  'POST /content/new/look': 'editor',
  'GET /content/entries/:id': 'editor',
  'POST /content/entries/:id': 'editor',
  'POST /content/entries/:id/look': 'editor',

  'GET /figures': 'viewer',
  'GET /figures/figures.csv': 'viewer',
  'GET /figures/flows/:flow/picture.svg': 'viewer',
  'GET /figures/report.pdf': 'viewer',

  'GET /campaigns': 'viewer',
  'GET /campaigns/campaigns.csv': 'viewer',
  'GET /campaigns/new': 'editor',
  'POST /campaigns': 'editor',
  'GET /campaigns/:id': 'viewer',
  'GET /campaigns/:id/edit': 'editor',
  'POST /campaigns/:id': 'editor',
  'GET /campaigns/:id/qr.svg': 'viewer',
  'GET /campaigns/:id/qr.png': 'viewer',
  'GET /campaigns/:id/poster.pdf': 'viewer',

  'GET /account': 'viewer',
  'POST /account/password': 'viewer',
  'GET /account/second-factor': 'viewer',
  'POST /account/second-factor': 'viewer',
  'POST /account/second-factor/off': 'viewer',
  'POST /account/sign-out-everywhere': 'viewer',

  'GET /people': 'admin',
  'POST /people/invite': 'admin',
  'POST /people/invitations/:id/withdraw': 'admin',
  'POST /people/:id/role': 'admin',
  'POST /people/:id/disable': 'admin',
  'POST /people/:id/enable': 'admin',
  'POST /people/:id/reset': 'admin',

  'GET /audit': 'admin',

  'GET /whatsapp': 'admin',
  'POST /whatsapp/reconnect': 'admin',
} as const satisfies Readonly<Record<`${'GET' | 'POST'} /${string}`, Role | 'anybody'>>

/** A route of the workspace: method and path below `/staff`. */
export type StaffRoute = keyof typeof RULES
