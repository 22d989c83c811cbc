// The query page: the editor and the result table of YASGUI, without its tabs and its choice of endpoints.
"use strict";

(() => {
  const config = JSON.parse(document.getElementById("config").textContent);
  const { Yasqe, Yasr } = window;
  const endpoint = new URL("/sparql", location.href).href;
  const byId = (id) => document.getElementById(id);
  const [examples, question, status, problem] = ["examples", "question", "status", "problem"].map(byId);
  byId("address").textContent = endpoint;

  // The completers that come with the editor ask servers elsewhere, and would add PREFIX lines of other vocabularies.
  Yasqe.registerAutocompleter({
    name: "kg",
    bulk: true,
    autoShow: false,
    get: () => config.terms.map((term) => term.text),
    isValidCompletionPosition: (yasqe) => yasqe.getCompleteToken().string.startsWith("kg:"),
    preProcessToken: (yasqe) => yasqe.getCompleteToken(),
    postprocessHints: (yasqe, hints) =>
      hints.map((hint) => {
        const known = config.terms.find((term) => term.text === hint.text);
        return known ? { ...hint, displayText: `${hint.text}  ${known.label}` } : hint;
      }),
  });

  // In the defaults: a list given to the constructor is merged into theirs place by place, which keeps the rest of theirs.
  Yasqe.defaults.autocompleters = ["kg", "variables"];
  const yasqe = new Yasqe(byId("editor"), {
    requestConfig: { endpoint, method: "POST" },
    persistenceId: "kg",
    createShareableLink: (editor) => `${location.origin}/sparql#query=${encodeURIComponent(editor.getValue())}`,
    editorHeight: "320px",
    // The server knows the prefixes; the editor, which marks unknown ones as mistakes, does not.
    value: `${["kg", "rdfs"].map((prefix) => `PREFIX ${prefix}: <${config.prefixes[prefix]}>\n`).join("")}
SELECT ?园区 WHERE {\n  ?p a kg:Park ; rdfs:label ?园区 .\n}\nLIMIT 10`,
  });
  // Whole cells without datatypes: people read them; programs read the endpoint.
  Yasr.plugins.table.defaults.tableConfig.language = {
    ...Yasr.plugins.table.defaults.tableConfig.language,
    info: "第 _START_–_END_ 行，共 _TOTAL_ 行",
    infoEmpty: "没有结果",
    infoFiltered: "（从 _MAX_ 行里筛选）",
    emptyTable: "没有结果",
    zeroRecords: "没有符合的行",
  };
  const yasr = new Yasr(byId("results"), {
    persistenceId: null,
    prefixes: config.prefixes,
    plugins: { table: { enabled: true, dynamicConfig: { compact: true, isEllipsed: false, pageSize: 50 } } },
  });
  const words = {
    "Table": "表格", "Response": "原始结果", "Boolean": "是否", "Simple view": "只看值", "Simple view ": "只看值 ",
    "Ellipse": "折叠长文", "Page size: ": "每页 ",
  };
  const translate = () => {
    const texts = document.createTreeWalker(byId("results").querySelector(".yasr_header"), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const known = words[texts.currentNode.data] ?? words[texts.currentNode.data.trim()];
      if (known) texts.currentNode.data = known;
    }
    const filter = byId("results").querySelector("input[type=text], input.tableFilter");
    if (filter) filter.placeholder = "筛选结果";
  };
  yasr.on("drawn", translate);
  translate();
  // The editor writes some of these anew whenever it draws.
  const titles = { "Run query": "运行（Ctrl+回车）", "Share query": "分享链接", "Download Results": "下载结果" };
  const name = () => {
    for (const attribute of ["title", "aria-label"]) {
      for (const element of document.querySelectorAll(`main [${attribute}]`)) {
        const known = titles[element.getAttribute(attribute)];
        if (known) element.setAttribute(attribute, known);
      }
    }
  };
  new MutationObserver(name).observe(document.querySelector("main"), { subtree: true, attributeFilter: ["title"] });
  name();

  yasqe.on("query", () => {
    status.textContent = "正在查询……";
    problem.hidden = true;
  });
  yasqe.on("queryResponse", (_editor, response, duration) => {
    const failed = response instanceof Error;
    byId("results").hidden = failed;
    problem.hidden = !failed;
    if (failed) {
      // An answer of our server is one line of Chinese; when there was no answer the browser's own words say little.
      const line = response.message.trim();
      problem.textContent = line && !line.includes("fetch") ? line : "连不上服务，它可能已停止。";
      status.textContent = "";
      return;
    }
    yasr.setResponse(response, duration);
    const rows = yasr.results && yasr.results.getBindings();
    status.textContent = `${rows ? `${rows.length} 行，` : ""}用时 ${(duration / 1000).toFixed(2)} 秒`;
  });

  for (const example of config.examples) {
    examples.add(new Option(example.title, example.name));
  }
  examples.addEventListener("change", () => {
    const chosen = config.examples.find((example) => example.name === examples.value);
    question.textContent = chosen ? chosen.question : "";
    if (chosen) {
      yasqe.setValue(chosen.text);
      yasqe.focus();
    }
  });

  // IRIs of the data lead to this server's pages of them, which the addresses on the web need not do.
  const local = (iri) => {
    const namespace = Object.keys(config.pages).find((known) => iri.startsWith(known));
    return namespace ? config.pages[namespace] + iri.slice(namespace.length) : null;
  };
  byId("results").addEventListener(
    "mousedown",
    (event) => {
      const link = event.target.closest("a.iri");
      const address = link && local(link.getAttribute("href"));
      if (address) link.setAttribute("href", address);
    },
    true,
  );
  document.body.dataset.ready = "yes";
})();
