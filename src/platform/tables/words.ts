import { defineWords } from '../words.ts';

/** Why a file cannot be read as a table, and the way out. */
export const tableWords = defineWords({
  en: {
    empty: 'There is nothing in {{file}}.',
    encrypted:
      '{{file}} is protected by a password, so that I cannot read it. In Excel remove it under File → Info → Protect Workbook, save, and send the file again.',
    broken:
      '{{file}} is damaged or incomplete. Open it once more, save it as “Excel Workbook (.xlsx)” or “CSV UTF-8”, and send it again.',
    'too large':
      '{{file}} is larger inside than any list that I can read. Delete the sheets that are not needed, or save the one sheet as CSV.',
    'too many':
      '{{file}} has more than {{most}} rows. Divide it into several files and send one after the other; what is there already is never added twice.',
    quotes:
      'In {{file}} a quotation mark around row {{row}} is not closed, so that I cannot tell the rows. Add the missing one, or save the list as an Excel file (.xlsx).',
    'other-excel 97':
      '{{file}} is an Excel file of the old kind (.xls). Open it and save it as “Excel Workbook (.xlsx)” or “CSV UTF-8”.',
    'other-binary excel':
      '{{file}} is a binary Excel file (.xlsb). Open it and save it as “Excel Workbook (.xlsx)” or “CSV UTF-8”.',
    'other-open document':
      '{{file}} is an OpenDocument spreadsheet. Save it as “Excel (.xlsx)” or as CSV and send it again.',
    'other-document':
      '{{file}} is a document, not a table. Copy its table into a spreadsheet and save it as .xlsx or CSV.',
    'other-pdf':
      '{{file}} is a PDF. I can read tables as CSV and Excel (.xlsx): export the list in one of these.',
    'other-picture': '{{file}} is a picture. I can read tables as CSV and Excel (.xlsx).',
    'other-archive':
      '{{file}} is an archive. Unpack it and send the CSV or Excel file (.xlsx) that is in it.',
    'other-web page':
      '{{file}} is a web page, whatever its name says. Open it in Excel and save it as “Excel Workbook (.xlsx)” or “CSV UTF-8”.',
    'other-unknown': 'I cannot read {{file}}. I can read tables as CSV and Excel (.xlsx).',
    gone: 'I cannot read this file any more. Please send it again.',
    'large-file':
      'This file is larger than {{most}} MB. Divide it into several files, or have somebody import it where Pacer runs: `npm run import`.',
    elsewhere: 'This file does not lie in Slack. Please upload the file itself.',
    unreadable:
      'Slack did not let me read the file. An administrator of Slack can check that Pacer may read files (`files:read`).',
  },
  zh: {
    empty: '{{file}} 里没有内容。',
    encrypted:
      '{{file}} 设有密码，无法读取。请在 Excel 的“文件 → 信息 → 保护工作簿”中取消密码，保存后重新发送。',
    broken: '{{file}} 已损坏或不完整。请重新打开，另存为“Excel 工作簿 (.xlsx)”或“CSV UTF-8”后再发送。',
    'too large': '{{file}} 解开后内容过大，无法读取。请删除不需要的工作表，或把需要的那一张另存为 CSV。',
    'too many': '{{file}} 超过 {{most}} 行。请拆成几个文件依次发送；已有的内容不会重复添加。',
    quotes:
      '{{file}} 第 {{row}} 行附近的引号没有闭合，无法分清各行。请补上引号，或另存为 Excel 文件 (.xlsx)。',
    'other-excel 97':
      '{{file}} 是旧版 Excel 文件 (.xls)。请打开后另存为“Excel 工作簿 (.xlsx)”或“CSV UTF-8”。',
    'other-binary excel':
      '{{file}} 是二进制 Excel 文件 (.xlsb)。请打开后另存为“Excel 工作簿 (.xlsx)”或“CSV UTF-8”。',
    'other-open document': '{{file}} 是 OpenDocument 表格。请另存为 Excel (.xlsx) 或 CSV 后再发送。',
    'other-document': '{{file}} 是文档，不是表格。请把其中的表格复制到电子表格里，保存为 .xlsx 或 CSV。',
    'other-pdf': '{{file}} 是 PDF。可以读取的是 CSV 和 Excel (.xlsx)，请导出为其中一种。',
    'other-picture': '{{file}} 是图片。可以读取的是 CSV 和 Excel (.xlsx)。',
    'other-archive': '{{file}} 是压缩包。请解压后发送里面的 CSV 或 Excel 文件 (.xlsx)。',
    'other-web page':
      '{{file}} 其实是网页。请用 Excel 打开，另存为“Excel 工作簿 (.xlsx)”或“CSV UTF-8”后再发送。',
    'other-unknown': '无法读取 {{file}}。可以读取的是 CSV 和 Excel (.xlsx)。',
    gone: '已无法读取这个文件，请重新发送。',
    'large-file': '文件超过 {{most}} MB。请拆成几个文件，或在运行 Pacer 的机器上导入：`npm run import`。',
    elsewhere: '这个文件不在 Slack 里，请直接上传文件。',
    unreadable: 'Slack 不允许读取该文件。请 Slack 管理员确认 Pacer 有读取文件的权限（`files:read`）。',
  },
});
