// Every word of the page in both languages. Names of types, roles and agencies: Chinese from the data, English from the ids.
const WORDS = {
  zh: {
    report: "反拐法规标注报告",
    countedDocuments: (count) => `${count} 份文件`, countedClauses: (count) => `${count} 条分句`, countedReview: (count) => `${count} 条待复核`,
    skip: "跳到正文",
    views: "视图", overview: "总览", clauses: "分句", reader: "原文", sides: "对照", network: "机构网络",
    language: "语言",
    batch: "本批文件", file: "文件", what: "情况", reason: "原因", leftOut: "没有读入的", failed: "未能读取", skipped: "跳过",
    wereRead: "份读入", wereNotRead: "份未能读取", wereSkipped: "份跳过", areDoubtful: "份不像法规，不计入", areUnlike: "份不像法规，计入", areCopies: "份与另一份相同，不重复计入", countUnlike: "不像法规的也计入",
    areAlike: "份与另一份大部分相同", wereScanned: "份由扫描识别", wereLearnt: "份训练时学过",
    doubtful: "不像法规，不计入", unlike: "不像法规", sameAs: (name, file, share) => `与${inTitleMarks(name)}（${file}）相同，不重复计数`, alikeTo: (name, file, share) => `与${inTitleMarks(name)}（${file}）有 ${share} 相同`,
    scanned: "扫描识别（OCR）", learnt: (share) => `训练时学过（${share} 的分句）`, accounted: "正文归类",
    counts: "各类分句", rangeHead: "90% 范围", shareHead: "占比", range: (low, high) => (low === high ? low : `${low}–${high}`),
    countsNote: (documents, clauses) => `${documents} 份文件的 ${clauses} 条分句。范围由每条分句的概率算出，真实的数有九成把握在其中；没有判给某类的分句也可能属于它，所以判出的数可以在范围之外。人工判定的没有不确定。`,
    errorNote: (documents, exact, decided) => `范围不含模型本身的偏差：首次读到的 ${documents} 份陌生文件里，类型全对的分句占 ${exact[0]}–${exact[1]}，无需复核的分句里占 ${decided[0]}–${decided[1]}。训练时学过的文件不能检验模型。`,
    documents: "文件",
    documentsNote: "每份文件的基本信息与文本健康状况。缺号、重复、截断的文字会影响下面所有的数字。",
    document: "文件", provisions: "条款", review: "待复核", health: "文本健康",
    healthy: "未发现问题", warnings: (count) => `读取与整理提示 ${count} 条`,
    missing: (count) => `缺 ${count} 个条号`, repeated: (count) => `去除重复句 ${count}`, truncated: (count) => `截断句 ${count}`,
    missingList: (numbers) => `缺少的条号：${numbers}`,
    read: "阅读原文", readDocument: (name) => `阅读原文：${name}`,
    heatmap: "谁做什么",
    heatmapNote: "每格是所选文件中，该机构以该角色承担该类行动的分句数（含责任分工继承的机构）。点击数字查看这些分句。",
    shownRole: "显示", both: "两者", allTypes: "合计（含无类型）", agency: "机构", sortBy: (name) => `按“${name}”排序`,
    cell: (agency, role, type, count) => `${agency}，${role}，${type}：${count} 条分句`,
    noRows: "没有可显示的机构。",
    profile: "覆盖情况",
    profileNote: "各类行动的分句占该文件全部分句的比例。一条分句可属多类，各类之和可超过 100%。",
    chart: "图", profileChart: "每个点是一份文件；竖线为中位数。", median: (share) => `中位数 ${share}`, chartLabel: (type, median, low, high) => `${type}：中位数 ${median}，最低 ${low}，最高 ${high}`,
    share: (name, type, share, count, total) => `${name}：${type} ${share}（${total} 条中的 ${count} 条）`,
    leads: "主责机构", lacks: "所缺", only: "独有",
    leadsNote: "按主责分句数排列的前几个机构。",
    lacksNote: "其他文件至少一半由该机构主责此类行动，而本文件没有。点击查看其他文件中的分句。",
    onlyNote: "只有本文件由该机构主责此类行动。点击查看这些分句。",
    leadsIn: (agency, count) => `${agency} ${count}`, none: "无", others: (count) => `另有 ${count} 项`,
    measure: "措施", addMeasure: "添加措施…", matrix: "措施与文件", noMeasures: "没有认出措施。",
    matrixNote: "每格是该文件中这项措施的主责机构和条号；点击查看这些分句，点击表头按该文件的条数排序。选一份文件作为计划，可看其他文件缺了什么、增加了什么。",
    plan: "计划", noPlan: "（不选）", lacking: "缺", added: " 增", noLead: "未写主责",
    matrixCell: (name, measure, count) => `${name}，${measure}：${count} 条分句`,
    compare: "逐机构比较",
    compareNote: "所选行动类型下，各文件中每个机构是主责、配合还是没有任务；有差异的排在前面。",
    compareType: "行动类型", compareLimit: (shown, all) => `显示前 ${shown} 份文件（共 ${all} 份）；用页首的“文件”选择要比较的文件。`,
    duty: { [LEAD]: "主责", [SUPPORT]: "配合", none: "—" },
    differs: "各文件不同", same: "各文件相同",
    filters: "筛选", type: "行动类型", role: "角色", needsReview: "只看待复核", search: "文字", searchHint: "分句、条号、标题、机构",
    any: "全部", anyInAnyRole: "全部，任何角色", inRole: (agency, role) => `${agency}（${role}）`, chosen: (count) => `已选 ${count}`, or: "或", and: "且", anyOfThem: "任一即可", allOfThem: "全部具备", joinOf: (kind) => `${kind}：任一或全部`,
    takeAway: (name) => `去掉 ${name}`, anyRole: "任何角色", copyLink: "复制链接", narrow: "查找", clear: "清除筛选", untyped: "无类型",
    found: (count, all) => `${count} 条分句（共 ${all} 条）`,
    nothing: "没有符合条件的分句。放宽或清除筛选后再试。",
    page: (page, pages) => `第 ${page} / ${pages} 页`, previous: "上一页", next: "下一页", pagers: ["翻页（列表上方）", "翻页（列表下方）"],
    exportRows: "导出 CSV", save: "另存", saveFigure: (name) => `另存：${name}`, cite: "引用", copied: "已复制",
    citation: (title, number, place, text) => `${inTitleMarks(title)}${number ? `（${number}）` : ""}${place}：“${text}”`,
    toText: "在原文中查看", toTextOf: (place) => `在原文中查看：${place}`,
    unnumbered: "（无编号）",
    probabilities: "各类概率", probabilityOf: (types) => `${types}。各类概率`,
    reasons: {
      near_threshold: "概率接近判定界限", unlike_training: "用语与训练文本差异大",
      unknown_measure: "具体措施不明", measure_of_other_type: "具体措施与行动类型不符",
      ambiguous_agency: "机构对应多个可能", uncertain_agency: "机构名称不确定",
    },
    judgedBy: (by, at) => ["人工", by, at].filter(Boolean).join(" · "),
    corrections: "人工判定", corrected: (count, unsaved) => `人工判定 ${count} 处，未保存 ${unsaved} 处`, alsoInCopies: "（副本中的同一分句随之更正）", notKept: "（此浏览器不保存，关闭前请先保存文件）",
    judge: "署名", saveCorrections: "保存 corrections.jsonl",
    thenRun: "已保存。把 corrections.jsonl 放进上次运行命令的文件夹，在那里运行下面的命令，各表和报告就按人工判定更新：", copyCommand: "复制命令", foldersLeftOut: "“…”请换成上次命令里写的文件夹。",
    takeBackAll: "全部撤销", takeBackAllSure: (count) => `撤销在本页作出的 ${count} 处判定？`, takeBack: "撤销",
    confirm: "确认无误", correct: "更正", keepCorrection: "保存更正", cancel: "取消",
    confirmRest: (count) => `确认其余 ${count} 处`, confirmRestSure: (count) => `已通读本文件，其余 ${count} 处（分句与责任分工）均无误？`,
    addAgency: "添加机构", addAgencyHint: "原文中的机构名称", removeAgency: (name) => `删除 ${name}`,
    notInText: (name) => (name ? `“${name}”不在原文中，或已经标注` : "先写出或选中原文中的机构名称"),
    roleOf: (name) => `${name}的角色`, agencyOf: (name) => `${name}是哪个机构`, fromNoteOfAll: (count) => `责任分工（对本段 ${count} 条分句有效）`,
    reviewBecause: (reasons) => `待复核：${reasons}`,
    fromNote: "责任分工", alsoPossible: (names) => `也可能是：${names}`,
    mentionTitle: (text, agency, role, level) => `${text}：${agency}，${role}${level ? `，${level}` : ""}`,
    levels: { national: "国家", province: "省级", city: "市级", county: "县级", township: "乡级", village: "村级", general: "" },
    evidenceTitle: (type, weight) => `${type}的依据（权重 ${weight}）`,
    legend: "图例", legendEvidence: "底色：主要依据，越深越重要", legendRoles: "下划线：机构角色",
    readerNote: "点击任一分句查看其标注。灰字不属于任何分句（标题、责任分工、文前文后）。",
    chooseDocument: "选择文件", details: "所选分句", noClause: "尚未选择分句。",
    back: "返回分句列表", previousClause: "上一分句", nextClause: "下一分句", cut: "此句在原文本中被截断",
    leftSide: "左", rightSide: "右", swapSides: "⇄ 互换", compareBy: "比较", counterparts: "对应的分句", editions: "新旧版本", rowKind: "关系",
    counterpartsNote: "左边每条分句在右边的对应，以及右边多出的分句。相同：要求同一件事；相近：同一措施，要求不同；部分：一方只要求另一方的一部分。数字是对应成立的概率，低于 0.50 的写“可能”。文字相近的，左右不同的字分别标出；其余写出双方共有的措施和字，供核对。比较的是文字，不是实际工作。",
    perhaps: (kind) => `可能${kind}`, bothMeasures: "同一措施：", bothWords: "共有的字：",
    editionsNote: "左边的分句到右边怎样了：同一措辞、移动、改写（逐字标出）、删去、新增。",
    kinds: { same: "相同", akin: "相近", part: "部分", missing: "右边没有", added: "右边增加", kept: "保留", moved: "移动", reworded: "改写", gone: "删去", new: "新增" },
    asAbove: "（同上）", linkScore: "对应成立的概率", noSides: "至少要有两份有分句的文件才能对照。",
    noAligner: "标注所用的模型不能对照分句；用新训练的模型重新标注。",
    tooManyForSides: (documents, clauses) => `文件多于 ${documents} 份、或分句多于 ${clauses} 条时不逐对对照。把要对照的文件单独标注：provtag coverage 计划 其他文件… --out 文件夹，或 provtag changes 旧版 新版 --out 文件夹；再打开那个文件夹里的 report.html。`,
    tooManyForSimilar: (clauses) => `分句多于 ${clauses} 条，没有找相近的分句。`, noSimilar: "标注所用的模型不能找相近的分句；用新训练的模型重新标注。",
    tooLongForReuse: (characters) => `全部文字多于 ${characters} 字，没有找哪些文字见于更早的文件；用 provtag reuse 文件夹 --out 文件夹。`,
    tasks: "谁的任务变了", tasksNote: "按机构列出角色变了的分句；主责重于配合，提及不算任务。", noTasks: "没有任务变化。", before: "左边的角色", after: "右边的角色", beforePlace: "左边条号", afterPlace: "右边条号",
    partReused: (share) => `${share} 的文字见于更早的文件`, similar: (count) => `相近分句 ${count}`, likeness: "相近程度（余弦）", wordsOf: "文字来源", marks: "标出", marksOf: { tags: "标注", reuse: "与更早文件相同的文字" },
    reused: (share) => `本文件 ${share} 的文字见于更早的文件：`, notReused: "没有与更早文件相同的文字。",
    networkNote: "同一分句里的机构（含责任分工继承的）。数的是文件里的话，不是实际的合作。每个数字都能点到背后的分句。",
    tie: "关系", ties: { supports: "主责与配合", leads: "共同主责", together: "同在一条" }, tieHead: { supports: "主责（行）→ 配合（列）", leads: "机构", together: "机构" },
    tieCell: (first, second, tie, count) => `${first}，${second}，${tie}：${count} 条分句`, tieMatrix: "矩阵", tieMatrixNote: "列的号码就是行的号码；关系多的排在前面。",
    tieGraph: "关系图", tieGraphNote: "内圈（实心）是核心：彼此都有关系的机构。圆越大关系越多，线越粗分句越多。移到或选中一个机构，只留它的线；点击看它的分句。",
    mostTied: (shown, all) => `显示关系最多的 ${shown} 个机构（共 ${all} 个）。`,
    colon: "：", comma: "、", listEnd: "；",
  },
  en: {
    report: "Regulations tagged by provtag",
    countedDocuments: (count) => counted(count, "document"), countedClauses: (count) => counted(count, "clause"),
    countedReview: (count) => `${count} to review`,
    skip: "Skip to content",
    views: "Views", overview: "Overview", clauses: "Clauses", reader: "Text", sides: "Side by side", network: "Network",
    language: "Language",
    batch: "This batch", file: "File", what: "What", reason: "Why", leftOut: "Not read", failed: "failed", skipped: "skipped",
    wereRead: "read", wereNotRead: "failed", wereSkipped: "skipped", areDoubtful: "unlike a regulation, not counted", areUnlike: "unlike a regulation, counted", areCopies: "the same as another, not counted again", countUnlike: "Count doubtful texts",
    areAlike: "nearly the same as another", wereScanned: "read from scans", wereLearnt: "in the model's training",
    doubtful: "unlike a regulation, not counted", unlike: "unlike a regulation", sameAs: (name, file, share) => `the same as ${name} (${file}), not counted again`, alikeTo: (name, file, share) => `${share} the same as ${name} (${file})`,
    scanned: "read from a scan (OCR)", learnt: (share) => `in the model's training (${share} of its clauses)`, accounted: "Text placed",
    counts: "Clauses by type", rangeHead: "90% range", shareHead: "Share", range: (low, high) => (low === high ? low : `${low}–${high}`),
    countsNote: (documents, clauses) => `Of ${clauses} clauses in ${documents} documents. The true number lies in the range with 90 %, by the probabilities of the clauses; one that was not given a type may have it, so the number found can lie outside. What people judged is certain.`,
    errorNote: (documents, exact, decided) => `The range does not know the model's own bias: of ${documents} documents read for the first time, ${exact[0]}–${exact[1]} of the clauses had all types right, ${decided[0]}–${decided[1]} of those not marked for review. Documents that were in training are no test of it.`,
    documents: "Documents",
    documentsNote: "What each document is, and what is wrong with its text. Missing, repeated and cut text bears on every figure below.",
    document: "Document", provisions: "Provisions", review: "To review", health: "Health of the text",
    healthy: "nothing found", warnings: (count) => counted(count, "note"),
    missing: (count) => `${counted(count, "article number")} missing`, repeated: (count) => `${counted(count, "repeated sentence")} removed`,
    truncated: (count) => `${counted(count, "sentence")} cut`,
    missingList: (numbers) => `Missing articles: ${numbers}`,
    read: "Read text", readDocument: (name) => `Read the text of ${name}`,
    heatmap: "Who does what",
    heatmapNote: "Each number counts the clauses of the chosen documents in which the agency has that role for that type of action, duty notes included. Choose a number to see its clauses.",
    shownRole: "Show", both: "Both", allTypes: "all, untyped too", agency: "Agency", sortBy: (name) => `Sort by ${name}`,
    cell: (agency, role, type, count) => `${agency}, ${role}, ${type}: ${counted(count, "clause")}`,
    noRows: "No agencies to show.",
    profile: "Coverage",
    profileNote: "Share of each document's clauses that order each type of action. A clause may have several types, so shares may add up to more than 100%.",
    chart: "chart", profileChart: "Each dot is a document; the bar marks the median.",
    median: (share) => `median ${share}`, chartLabel: (type, median, low, high) => `${type}: median ${median}, lowest ${low}, highest ${high}`,
    share: (name, type, share, count, total) => `${name}: ${type} ${share} (${count} of ${total} clauses)`,
    leads: "Lead agencies", lacks: "Lacks", only: "Only here",
    leadsNote: "The agencies that lead most clauses.",
    lacksNote: "At least half of the other documents have this agency lead this type of action, this one has not. Choose one to see the others' clauses.",
    onlyNote: "No other document has this agency lead this type of action. Choose one to see the clauses.",
    leadsIn: (agency, count) => `${agency} ${count}`, none: "none", others: (count) => `${count} more`,
    measure: "Measure", addMeasure: "Add a measure…", matrix: "Measures and documents", noMeasures: "No measures were found.",
    matrixNote: "Who leads a measure in a document, and in which provisions; choose a cell to see its clauses, a head to sort by its clauses. Take one document as the plan to see what others leave out or add.",
    plan: "Plan", noPlan: "(none)", lacking: "left out", added: " added", noLead: "no lead named",
    matrixCell: (name, measure, count) => `${name}, ${measure}: ${counted(count, "clause")}`,
    compare: "Agency by agency",
    compareNote: "For one type of action: whether each agency leads, supports or has no duty in each document; differences come first.",
    compareType: "Type of action", compareLimit: (shown, all) => `The first ${shown} of ${all} documents are shown; choose others with Document at the top.`,
    duty: { [LEAD]: "lead", [SUPPORT]: "support", none: "—" },
    differs: "documents differ", same: "documents agree",
    filters: "Filters", type: "Type of action", role: "Role", needsReview: "To review only", search: "Words", searchHint: "clause, number, heading, agency",
    any: "all", anyInAnyRole: "all, in any role", inRole: (agency, role) => `${agency} (${role})`, chosen: (count) => `${count} chosen`, or: "or", and: "and", anyOfThem: "any of them", allOfThem: "all of them", joinOf: (kind) => `${kind}: any or all`,
    takeAway: (name) => `Remove ${name}`, anyRole: "any role", copyLink: "Copy link", narrow: "Find", clear: "Clear filters", untyped: "no type",
    found: (count, all) => `${counted(count, "clause")} (of ${all})`,
    nothing: "No clause fits. Loosen or clear the filters.",
    page: (page, pages) => `Page ${page} of ${pages}`, previous: "Previous", next: "Next", pagers: ["Pages, above the list", "Pages, below the list"],
    exportRows: "Export CSV", save: "Save", saveFigure: (name) => `Save: ${name}`, cite: "Cite", copied: "copied",
    citation: (title, number, place, text) => `${inTitleMarks(title)}${number ? `（${number}）` : ""}${place}：“${text}”`,
    toText: "Show in text", toTextOf: (place) => `Show in text: ${place}`,
    unnumbered: "(no number)",
    probabilities: "Probabilities", probabilityOf: (types) => `${types}. Probabilities`,
    reasons: {
      near_threshold: "a probability is near the threshold", unlike_training: "worded unlike the training texts",
      unknown_measure: "what exactly is ordered is not known", measure_of_other_type: "the measure is of another action type",
      ambiguous_agency: "an agency could be another", uncertain_agency: "the name of an agency is uncertain",
    },
    judgedBy: (by, at) => ["by a person", by, at].filter(Boolean).join(" · "),
    corrections: "Judgments", corrected: (count, unsaved) => `${counted(count, "judgment")} by people here, ${unsaved} not saved`,
    alsoInCopies: " (and of the same clauses in copies)",
    notKept: " (this browser does not keep them; save the file before you close the page)",
    judge: "Your name", saveCorrections: "Save corrections.jsonl",
    thenRun: "Saved. Put corrections.jsonl into the folder where you ran the last command, and run this there; tables and report then hold your judgments:", copyCommand: "Copy command", foldersLeftOut: "Put the folders of your last command in the place of “…”.",
    takeBackAll: "Undo all", takeBackAllSure: (count) => `Undo the ${count} judgments made on this page?`, takeBack: "Undo",
    confirm: "Confirm", correct: "Correct", keepCorrection: "Keep correction", cancel: "Cancel",
    confirmRest: (count) => `Confirm the other ${count}`, confirmRestSure: (count) => `You have read this document, and its other ${count} clauses and duty notes are right?`,
    addAgency: "Add agency", addAgencyHint: "its name in the text", removeAgency: (name) => `Remove ${name}`,
    notInText: (name) => (name ? `"${name}" is not in the text, or is marked already` : "write or select the name in the text first"),
    roleOf: (name) => `Role of ${name}`, agencyOf: (name) => `Which agency ${name} is`,
    fromNoteOfAll: (count) => `Duty note (holds for ${counted(count, "clause")} of the paragraph)`,
    reviewBecause: (reasons) => `To review: ${reasons}`,
    fromNote: "duty note", alsoPossible: (names) => `could also be: ${names}`,
    mentionTitle: (text, agency, role, level) => `${text}: ${agency}, ${role}${level ? `, ${level}` : ""}`,
    levels: { national: "national", province: "province", city: "city", county: "county", township: "township", village: "village", general: "" },
    evidenceTitle: (type, weight) => `speaks for ${type} (weight ${weight})`,
    legend: "Legend", legendEvidence: "Tint: main evidence, deeper weighs more", legendRoles: "Underline: role of an agency",
    readerNote: "Choose a clause to see its tags. Grey text belongs to no clause (headings, duty notes, front matter).",
    chooseDocument: "Choose a document", details: "Chosen clause", noClause: "No clause chosen yet.",
    back: "Back to the clauses", previousClause: "Previous clause", nextClause: "Next clause", cut: "this sentence is cut in the source text",
    leftSide: "Left", rightSide: "Right", swapSides: "⇄ Swap", compareBy: "Compare", counterparts: "counterparts", editions: "editions", rowKind: "Relation",
    counterpartsNote: "What each clause on the left has as its counterpart on the right, and what the right adds. Same: both order the same; akin: the same measure, ordered differently; part: one orders a part of what the other does. The figure is the probability of the link, below 0.50 it says perhaps. Where the words are alike, those that differ are marked; elsewhere stands what both have, to be checked. Words are compared, not deeds.",
    perhaps: (kind) => `perhaps ${kind}`, bothMeasures: "Same measure: ", bothWords: "Both say: ",
    editionsNote: "What became of the clauses on the left: the same words, moved, reworded (marked character by character), gone, new.",
    kinds: { same: "same", akin: "akin", part: "part", missing: "not on the right", added: "added on the right", kept: "kept", moved: "moved", reworded: "reworded", gone: "gone", new: "new" },
    asAbove: "(as above)", linkScore: "probability of the link", noSides: "Two documents with clauses are needed.",
    noAligner: "The model that tagged these cannot align clauses; tag again with one trained anew.",
    tooManyForSides: (documents, clauses) => `More than ${documents} documents, or ${clauses} clauses, are not compared pair by pair. Tag those to compare into a folder of their own: provtag coverage PLAN OTHER… --out FOLDER, or provtag changes OLD NEW --out FOLDER; then open report.html there.`,
    tooManyForSimilar: (clauses) => `More than ${clauses} clauses: similar ones were not looked for.`, noSimilar: "The model that tagged these finds no similar clauses; tag again with one trained anew.",
    tooLongForReuse: (characters) => `More than ${characters} characters in all: words of earlier documents were not looked for; use provtag reuse FOLDER --out FOLDER.`,
    tasks: "Whose tasks changed", tasksNote: "The clauses in which the role of an agency changed; to lead outweighs to support, a mention is no task.", noTasks: "No task changed.", before: "Role on the left", after: "Role on the right", beforePlace: "Left", afterPlace: "Right",
    partReused: (share) => `${share} in the words of earlier documents`, similar: (count) => counted(count, "similar clause"), likeness: "likeness (cosine)", wordsOf: "Whose words", marks: "Mark", marksOf: { tags: "tags", reuse: "words of earlier documents" },
    reused: (share) => `${share} of this document stands in earlier ones:`, notReused: "No words of earlier documents.",
    networkNote: "Agencies in one clause, duty notes included. These are words of documents, not deeds. Every number leads to the clauses behind it.",
    tie: "Tie", ties: { supports: "lead and support", leads: "lead together", together: "in one clause" }, tieHead: { supports: "leads (row) → supports (column)", leads: "Agency", together: "Agency" },
    tieCell: (first, second, tie, count) => `${first}, ${second}, ${tie}: ${counted(count, "clause")}`, tieMatrix: "Matrix", tieMatrixNote: "Columns have the numbers of rows; those with most ties come first.",
    tieGraph: "Graph", tieGraphNote: "The inner ring (filled) is the core: agencies that are all tied to each other. The larger a circle the more ties, the thicker a line the more clauses. Point at or focus an agency to see its lines alone; choose it to see its clauses.",
    mostTied: (shown, all) => `The ${shown} agencies with most ties, of ${all}.`,
    colon: ": ", comma: ", ", listEnd: "; ",
  },
};

/** An English count: "1 clause", "2 clauses". */
function counted(count, noun) {
  return `${count} ${noun}${String(count) === "1" ? "" : "s"}`;
}

/** A title as Chinese quotes it: the title marks in it become single ones. */
function inTitleMarks(title) {
  return `《${title.replaceAll("《", "〈").replaceAll("》", "〉")}》`;
}

/** The words of the language the page is in. */
function words() {
  return WORDS[state.language];
}

function english(id) {
  return id.replaceAll("_", " ");
}

function typeName(type) {
  if (type === UNTYPED) return words().untyped;
  return state.language === "zh" ? TYPES[type].name : english(TYPES[type].id);
}

/** The beginning of a type's name, enough to tell it from the others. */
function typeMark(type) {
  return typeName(type).slice(0, state.language === "zh" ? 1 : 2);
}

function roleName(role) {
  return state.language === "zh" ? ROLES[role].name : english(ROLES[role].id);
}

function agencyName(agency) {
  const { id, name } = DATA.agencies[agency];
  return state.language === "zh" ? name : english(id);
}

/** The name of an agency of the register. */
function registeredName(id) {
  return state.language === "zh" ? REGISTER.get(id) : english(id);
}

const NUMBERS = { zh: new Intl.NumberFormat("zh-CN"), en: new Intl.NumberFormat("en-GB") };

/** The name of a trait of orders, or of one of its values. */
function traitName(entry) {
  return entry[state.language];
}

/** Measures have Chinese names only. */
function measureName(measure) {
  return DATA.measures[measure][1];
}

function number(value) {
  return NUMBERS[state.language].format(value);
}

function percent(share) {
  return `${Math.round(share * 100)}%`;
}

/** A share that says 100% of nothing but the whole. */
function percentDown(share) {
  return `${Math.floor(share * 100)}%`;
}

function probability(value) {
  return value.toFixed(2);
}
