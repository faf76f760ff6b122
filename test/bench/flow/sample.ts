import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from '../../../src/cli/paths.ts'
import { LOCALES } from '../../../src/core/index.ts'
import { ANSWERS, QUESTIONS } from './chat.ts'

/** The conversation of `chat.ts` as a flow. */
export const SAMPLE_FLOW = `
flow: sample
version: 1
subject: general
title: title
start: name
giveUp: end
nodes:
  name: { type: ask, kind: text, text: name, save: name, next: count }
  count: { type: ask, kind: number, text: count, save: count, next: work }
  work:
    type: choose
    text: work
    save: work
    options:
      - { id: sewing, text: sewing, next: end }
      - { id: cooking, text: cooking, next: end }
      - { id: trade, text: trade, next: end }
  end: { type: end, text: thanks }
`

/** Its texts. */
export const SAMPLE_TEXTS = `
title: Sample
name: "${QUESTIONS.name}"
count: "${QUESTIONS.count}"
work: "${QUESTIONS.work}"
sewing: ${ANSWERS.options[0]}
cooking: ${ANSWERS.options[1]}
trade: ${ANSWERS.options[2]}
thanks: "Thank you {{name}}: {{count}}, {{work}}."
`

/** Copies content and flows of the project to a folder, and adds the sample to them. */
export function copyWithSample(root: string): void {
  for (const folder of ['content', 'flows']) {
    cpSync(join(PROJECT_ROOT, folder), join(root, folder), { recursive: true })
  }
  writeFileSync(join(root, 'flows', 'sample.yaml'), SAMPLE_FLOW)
  for (const locale of LOCALES) {
    writeFileSync(join(root, 'content', 'locales', locale, 'flow-sample.yaml'), SAMPLE_TEXTS)
  }
}
