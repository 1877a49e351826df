import { defineWords } from '../../platform/words.ts';

/** Words of the first steps: from the installation to the first line that somebody logs. */
export const onboardingWords = defineWords({
  en: {
    title: 'Welcome to Pacer',
    intro:
      'Three steps, about two minutes, and your team can start. Each step can be undone, and `/pace setup` brings them back.',
    'step-playbook':
      '*1. Your process*\nPacer brings ready-made playbooks: what people log, and what is measured. Which one is nearest to your work? Everything in it can be changed later.',
    'own-playbook': 'a playbook of your own',
    'use-playbook': 'Use {{name}}',
    'other-playbook': 'Another one…',
    'done-playbook': '✅ *1. Your process:* {{name}}',
    'step-team':
      '*2. Your team*\nGive it a name, and say who leads it and who belongs to it. Each of them gets a short hello with the first line to type.',
    'set-up-team': 'Set up your team',
    'done-team': '✅ *2. Your team:* {{names}}',
    'another-team': 'Another team',
    'team-line_one': '{{name}}, led by {{leads}}, {{count}} person',
    'team-line_other': '{{name}}, led by {{leads}}, {{count}} people',
    'team-nobody': 'nobody yet',
    'step-rhythm':
      '*3. Channel, day and time*\nWhere shall the leaderboard go? Reports come {{when}}; the first one {{first}}.',
    'pick-channel': 'Choose a channel',
    'other-time': 'Another day, time or zone',
    'done-rhythm':
      '✅ *3. Reports:* <#{{channel}}>, {{when}}. The first one: {{first}}. Each team may have its own: `/pace schedule`.',
    'not-there':
      'Pacer cannot post to <#{{channel}}> yet: it is private. Type `/invite @Pacer` there and then `/pace setup`, or choose a public one.',
    when: 'every {{weekday}} at {{time}} ({{zone}})',
    ready:
      '*Pacer is ready.* Type `/log 3 calls` here or anywhere and see where you stand. Targets: `/goal team {{team}} calls 50 weekly`. Many people at once: send me a CSV file, or see `/pace people import`.',
    undo: 'Undo',
    change: 'Change',
    'undo-late':
      'This step was changed again since and cannot be taken back from here. See `/pace people`, `/pace playbook` and `/pace settings`.',
    'undo-used': 'This cannot be undone any more: something was logged or set with it already.',
    'modal-team': 'Your team',
    'modal-rhythm': 'Day, time and zone',
    save: 'Save',
    close: 'Close',
    name: 'Name of the team',
    'name-missing': 'Give the team a name.',
    'name-taken':
      'There is a team called {{name}} already. Choose another name, or change that one with `/pace people`.',
    leads: 'Who leads it',
    'leads-missing': 'Choose at least one person.',
    'leads-out': 'The team was not made: who leads it must be a full member of this workspace.',
    members: 'Who belongs to it',
    'members-hint': 'Those who lead it need not be named again. More can join later.',
    weekday: 'Day',
    time: 'Time',
    zone: 'Time zone',
    'zone-wrong': 'I do not know this time zone. Write it like Europe/Berlin.',
    'time-wrong': 'Choose a time.',
    'left-out': 'Not added, since they are guests, bots or not of this workspace: {{who}}.',
    denied: 'Pacer is set up by its administrators: {{who}}.',
  },
  zh: {
    title: '欢迎使用 Pacer',
    intro: '三个步骤，大约两分钟，团队就能开始使用。每一步都可以撤销，也可以随时用 `/pace setup` 重新打开。',
    'step-playbook':
      '*1. 业务流程*\nPacer 自带几套现成的方案，规定记录什么、衡量什么。哪一套最接近你们的工作？之后都可以修改。',
    'own-playbook': '自定义方案',
    'use-playbook': '使用“{{name}}”',
    'other-playbook': '换一套…',
    'done-playbook': '✅ *1. 业务流程：* {{name}}',
    'step-team':
      '*2. 你的团队*\n填写团队名称、负责人和成员。每个人都会收到一条简短的问候，附上可以输入的第一行命令。',
    'set-up-team': '设置团队',
    'done-team': '✅ *2. 你的团队：* {{names}}',
    'another-team': '再加一个团队',
    'team-line_other': '{{name}}（负责人 {{leads}}，共 {{count}} 人）',
    'team-nobody': '暂无',
    'step-rhythm': '*3. 频道、日期和时间*\n排行榜发布到哪个频道？报告{{when}}发送，首次为{{first}}。',
    'pick-channel': '选择频道',
    'other-time': '调整日期、时间或时区',
    'done-rhythm':
      '✅ *3. 报告：* <#{{channel}}>，{{when}}。首次发送：{{first}}。各团队可以单独设置：`/pace 排程`。',
    'not-there':
      'Pacer 暂时无法在 <#{{channel}}> 发消息：这是私有频道。请在该频道输入 `/invite @Pacer`，然后再输入 `/pace setup`；也可以选择公开频道。',
    when: '每{{weekday}} {{time}}（{{zone}}）',
    ready:
      '*Pacer 已准备就绪。* 在这里或任意位置输入 `/log 电话 3`，就能看到自己的进度。设定目标：`/goal 团队 {{team}} 电话 50 每周`。要一次添加很多人，可以把 CSV 文件发给我，或使用 `/pace people import`。',
    undo: '撤销',
    change: '更改',
    'undo-late':
      '这一步之后又有改动，无法在这里撤销。请使用 `/pace people`、`/pace playbook` 或 `/pace settings`。',
    'undo-used': '已有记录或目标用到了它，无法再撤销。',
    'modal-team': '你的团队',
    'modal-rhythm': '日期、时间和时区',
    save: '保存',
    close: '关闭',
    name: '团队名称',
    'name-missing': '请填写团队名称。',
    'name-taken': '已经有名为 {{name}} 的团队。请换一个名称，或用 `/pace people` 修改原有团队。',
    leads: '负责人',
    'leads-missing': '请至少选择一人。',
    'leads-out': '团队没有建立：负责人必须是本工作区的正式成员。',
    members: '成员',
    'members-hint': '负责人不必重复填写，以后可以继续添加成员。',
    weekday: '日期',
    time: '时间',
    zone: '时区',
    'zone-wrong': '无法识别该时区，请写成 Asia/Shanghai 这样的格式。',
    'time-wrong': '请选择时间。',
    'left-out': '以下人员是访客、机器人或不属于本工作区，未添加：{{who}}。',
    denied: 'Pacer 由管理员设置：{{who}}。',
  },
});
