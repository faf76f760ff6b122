import type { Flow } from '../flow.ts'
import { captionOf, edgesOf, type PictureOptions } from './edges.ts'

/** The brackets that Mermaid draws as shapes, by type of node. */
const SHAPES: Readonly<Record<string, readonly [string, string]>> = {
  ask: ['([', '])'],
  choose: ['([', '])'],
  search: ['([', '])'],
  branch: ['{', '}'],
  call: ['[[', ']]'],
  end: ['((', '))'],
}

/** A flow as a Mermaid flowchart; with `counts`, how many people passed each node. */
export function mermaid(flow: Flow, options: PictureOptions = {}): string {
  const nodes = [...flow.nodes].map(([name, node]) => {
    const [open, close] = SHAPES[node.type] ?? ['[', ']']
    return `  ${idOf(name)}${open}"${escapeText(name)}<br/>${escapeText(captionOf(flow, name, options))}"${close}`
  })
  const edges = edgesOf(flow).map(({ from, to, label, isGivingUp }) => {
    const line = isGivingUp ? '-.->' : '-->'
    const arrow = label === '' || isGivingUp ? line : `${line}|"${escapeText(label)}"|`
    return `  ${idOf(from)} ${arrow} ${idOf(to)}`
  })
  return ['flowchart TD', `  begin((" ")) --> ${idOf(flow.start)}`, ...nodes, ...edges, ''].join(
    '\n',
  )
}

/** "end" and other words mean something to Mermaid itself. */
function idOf(name: string): string {
  return `n_${name.replaceAll('-', '_')}`
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '#amp;')
    .replaceAll('"', '#quot;')
    .replaceAll('<', '#lt;')
    .replaceAll('>', '#gt;')
}
