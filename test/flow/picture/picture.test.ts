import { describe, expect, it } from 'vitest'
import { loadFlows, mermaid, svg } from '../../../src/flow/index.ts'
import { flowFile } from '../support.ts'

const { flows } = loadFlows([
  flowFile({
    start: 'ask',
    giveUp: 'end',
    nodes: {
      ask: { type: 'ask', kind: 'number', text: 'a', save: 'days', next: 'late' },
      late: {
        type: 'branch',
        cases: [
          { when: 'days > 30 && locale == "fr"', next: 'end' },
          { when: 'days < 0', next: 'ask' },
        ],
        else: 'help',
      },
      help: { type: 'call', flow: 'other', next: 'end' },
      end: { type: 'end', text: 'b' },
    },
  }),
])
const flow = flows.get('sample')

describe('mermaid', () => {
  it('draws every node and every way', () => {
    expect(flow && mermaid(flow)).toBe(`flowchart TD
  begin((" ")) --> n_ask
  n_ask(["ask<br/>ask"])
  n_late{"late<br/>branch"}
  n_help[["help<br/>call other"]]
  n_end(("end<br/>end"))
  n_ask --> n_late
  n_ask -.-> n_end
  n_late -->|"days #gt; 30 #amp;#amp; locale == …"| n_end
  n_late -->|"days #lt; 0"| n_ask
  n_late -->|"else"| n_help
  n_help --> n_end
`)
  })

  it('shows how many people passed', () => {
    const drawn = flow && mermaid(flow, { counts: new Map([['ask', 12]]) })

    expect(drawn).toContain('n_ask(["ask<br/>ask · 12"])')
    expect(drawn).toContain('n_late{"late<br/>branch · 0"}')
  })
})

describe('svg', () => {
  it('draws every node once, and escapes what authors wrote', () => {
    const drawn = (flow && svg(flow)) ?? ''

    expect(drawn.match(/<rect /gu)).toHaveLength(5)
    expect(drawn.match(/<path d="M\d/gu)).toHaveLength(7)
    expect(drawn).toContain('days &gt; 30 &amp;&amp; locale == …')
    expect(drawn).not.toMatch(/NaN|undefined|Infinity/u)
  })

  it('hides no label of a way behind a box', () => {
    const drawn = (flow && svg(flow)) ?? ''

    expect(drawn.indexOf('days &lt; 0')).toBeGreaterThan(drawn.lastIndexOf('<rect '))
  })

  it('draws a flow whose ways lead nowhere', () => {
    const broken = loadFlows([
      flowFile({ start: 'x', nodes: { x: { type: 'say', text: 'a', next: 'gone' } } }),
    ]).flows.get('sample')

    expect(broken && svg(broken)).toContain('</svg>')
  })
})
