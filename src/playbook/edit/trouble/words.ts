import { defineWords } from '../../../platform/words.ts';

/** What is wrong with a playbook that somebody changes, and the way out. */
export const troubleWords = defineWords({
  en: {
    missing: 'This is missing.',
    'too-long': 'At most {{most}}.',
    number: 'A number from {{least}} to {{most}}.',
    'bad-word':
      '“{{word}}” cannot be typed after `/log`: use letters, single spaces and hyphens, at most three words, and no number in front.',
    reserved: '“{{word}}” is a word of the commands. Choose another.',
    taken: '“{{word}}” already names {{by}}. Choose another word, or take it from there first.',
    unknown: '“{{value}}” matches nothing that I know.',
    'unknown-near': '“{{value}}” matches nothing that I know. Did you mean {{near}}?',
    itself: 'A metric cannot be compared with itself. Choose another one.',
    circle: 'This goes round in a circle: {{path}}. Choose another metric.',
    'not-additive':
      '{{value}} does not add up over people and days. Choose a count, a sum, or one entered by hand that adds up.',
    nothing: 'No activity fits all of this, so that it would always be 0. Choose fewer limits.',
    'no-amount':
      'None of these activities takes an amount. Choose others, or let one of them ask for it first.',
    'no-rating':
      'None of these activities takes a rating. Choose others, or let one of them ask for it first.',
    'raters-rate': 'Raters grade it afterwards. Choose “not asked” here, or take the criteria away.',
    'bad-criterion':
      'Line {{line}}: English name, Chinese name and weight, for example “Method | 研究方法 | 40”.',
    'bad-grade': 'Line {{line}}: English name and Chinese name, for example “Good | 良好”.',
    'bad-weights': 'The weights total {{total}}, not 100. Please make them whole per cent that total 100.',
    'grade-count': 'There are {{count}} grades, but the best rating is {{scale}}. Make both the same.',
    'same-name': '“{{name}}” stands there twice.',
    needed: '{{by}} still needs it. Change or retire that first.',
    'in-use-kind':
      'This metric has a past, so that what it counts stays as it is. Its names, words and place can change. To count something else, retire it and add a new one.',
    'in-use-state':
      'It has a past, so that it cannot be deleted. Retire it: nothing new is logged or measured with it, and the past stays.',
    'in-use-field':
      'This has a past, so that this stays as it is. For another value, retire it and add a new one.',
    twice: 'There are two with this key.',
    'too-many': 'There may be {{most}} of a kind.',
  },
  zh: {
    missing: '这里没有填写。',
    'too-long': '最多 {{most}}。',
    number: '请填写 {{least}} 到 {{most}} 之间的数字。',
    'bad-word':
      '“{{word}}”无法在 `/log` 后输入：请只用文字、单个空格和连字符，最多三个词，且不要以数字开头。',
    reserved: '“{{word}}”是命令用词，请换一个。',
    taken: '“{{word}}”已经是“{{by}}”的叫法。请换一个词，或先从那里去掉。',
    unknown: '没有与“{{value}}”匹配的内容。',
    'unknown-near': '没有与“{{value}}”匹配的内容。是不是 {{near}}？',
    itself: '指标不能与自身相比，请另选一个。',
    circle: '这样会形成循环：{{path}}。请另选一个指标。',
    'not-additive': '“{{value}}”不能按人、按天累加。请选择次数、合计，或可累加的手工指标。',
    nothing: '没有任何活动同时满足这些条件，结果将始终为 0。请减少限制。',
    'no-amount': '这些活动都不带金额。请另选活动，或先让其中一个填写金额。',
    'no-rating': '这些活动都不带评分。请另选活动，或先让其中一个填写评分。',
    'raters-rate': '已设评审打分，这里请选“不填”；或者去掉评审标准。',
    'bad-criterion': '第 {{line}} 行：请写英文名、中文名和权重，例如“Method | 研究方法 | 40”。',
    'bad-grade': '第 {{line}} 行：请写英文名和中文名，例如“Good | 良好”。',
    'bad-weights': '权重合计为 {{total}}，应为 100。请填写合计为 100 的整数百分比。',
    'grade-count': '共 {{count}} 个等级，而最高分是 {{scale}}，两者须一致。',
    'same-name': '“{{name}}”出现了两次。',
    needed: '“{{by}}”仍在使用它。请先修改或停用“{{by}}”。',
    'in-use-kind':
      '这个指标已有历史数据，统计口径保持不变；名称、叫法和位置可以修改。要换口径，请停用它并新增一个指标。',
    'in-use-state': '已有历史记录，不能删除。可以停用：不再新增记录，历史保持不变。',
    'in-use-field': '已有历史记录，这一项保持不变。如需改用其他值，请停用它并新增一个。',
    twice: '有两个相同的标识（key）。',
    'too-many': '每一类最多 {{most}} 个。',
  },
});
