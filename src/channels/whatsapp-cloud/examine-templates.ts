import { z } from 'zod'
import { type Failing, reasonOf, toFailing } from './errors.ts'
import { createGraph, type GraphAccess } from './graph.ts'
import type { Templates } from './templates.ts'

/** What the platform says about the templates that the settings name. */
export interface TemplatesExamination {
  /** How many of them may be sent. */
  readonly approved: number
  readonly failing?: Failing
}

const FIELDS = ['name', 'language', 'status'] as const

const TEMPLATE = z.object({ name: z.string(), language: z.string(), status: z.string() })

/**
 * Looks each template up in those of the account (the id of the WhatsApp Business account, which
 * holds the number). Never rejects.
 */
export async function examineTemplates(
  access: GraphAccess,
  accountId: string,
  templates: Templates,
): Promise<TemplatesExamination> {
  try {
    const found = await createGraph(access).list(accountId, 'message_templates', FIELDS)
    const known = found.flatMap((one) => TEMPLATE.safeParse(one).data ?? [])
    const faults = Object.entries(templates).flatMap(([key, name]) => {
      const language = key.split('.')[1] ?? ''
      return faultOf(known, name, language) ?? []
    })
    const approved = Object.keys(templates).length - faults.length
    const [reason] = faults
    if (reason === undefined) return { approved }
    const hint =
      'Make or mend it in the WhatsApp Manager, or correct WHATSAPP_CLOUD_TEMPLATES; without it people outside the 24 hours are not called back.'
    return { approved, failing: { type: 'failing', reason, hint } }
  } catch (error) {
    const hint = 'Check WHATSAPP_CLOUD_ACCOUNT_ID, and the permission whatsapp_business_management.'
    const failing = toFailing(error) ?? { type: 'failing', reason: reasonOf(error), hint }
    return { approved: 0, failing }
  }
}

function faultOf(
  known: readonly z.infer<typeof TEMPLATE>[],
  name: string,
  language: string,
): string | undefined {
  const ofName = known.filter((one) => one.name === name)
  const found = ofName.find((one) => one.language === language)
  if (found?.status === 'APPROVED') return undefined
  if (found !== undefined) {
    return `the template ${name} (${language}) cannot be sent: it is ${found.status}`
  }
  const others = ofName.map((one) => one.language).join(', ')
  const there = others === '' ? '' : `, only in ${others}`
  return `there is no template ${name} in ${language}${there}`
}
