/** The smallest sound `content/urgency.yaml`; `change` breaks it for a test. */
export function rulesFile(change: (source: string) => string = (source) => source) {
  return { path: 'content/urgency.yaml', source: change(SOURCE) }
}

const SOURCE = `numbers:
  - number: "19"
    who: police
    source: { title: Numbers, url: "https://example.org/", date: n.d., confidence: C }
words:
  me: me, m
  hits: frappe, tape, bat
cards:
  - card: violence
    need: violence
    answers:
      fr: Appelez le 19.
      ar: اتصلوا بالرقم 19 .
      ary: عيطو لـ 19 .
      en: Call 19.
    patterns:
      - <me> <hits>
    phrases:
      fr: [mon mari me frappe, il veut me tuer ce soir, il me menace avec un couteau]
      ar: [زوجي يضربني, يريد أن يقتلني]
      ary: [راجلي كيضربني, بغا يقتلني, rajli kaydrebni]
      en: [my husband beats me, he wants to kill me]
harmless:
  patterns:
    - film
  entries: [violence-now]
  phrases:
    fr: [cet impôt me tue, un film où un homme me frappe]
    ar: []
    ary: []
    en: [this tax is killing me]
`
