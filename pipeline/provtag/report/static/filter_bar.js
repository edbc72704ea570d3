// The filter bar: controls that change the filters, and what is chosen as chips.

/** A control that opens a list of things to tick: its node, and a function that makes it show the state and how
 * many clauses each thing would find (`countsOf`, as `filteredClauses` gives it). */
function picker(key, label, names, { isChosen = (index) => state[key].includes(index), toggle = (index) => toggled(state[key], index), any = words().any, said = (index) => names[index] } = {}) {
  const summary = node("summary", { "data-key": `picker-${key}` });
  const found = names.map(() => node("small"));
  const boxes = names.map((_, index) => node("input", { type: "checkbox", value: index, onchange: () => changeFilter({ [key]: toggle(index) }) }));
  const rows = names.map((name, index) => node("label", {}, boxes[index], foreign(name), found[index]));
  const narrow = (event) => {
    const term = event.target.value.trim().toLowerCase();
    rows.forEach((row, index) => { row.hidden = !names[index].toLowerCase().includes(term); });
  };
  let countsOf = null;
  const showCounts = () => {
    if (!countsOf || !details.open) return;
    const counts = countsOf(key);
    found.forEach((each, index) => { each.textContent = number(counts.get(index) || 0); });
  };
  const details = node("details", { class: "picker", ontoggle: showCounts, onkeydown: (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    summary.focus();
  } }, summary, node("div", { class: "choices" },
    names.length > 8 && node("input", { type: "search", class: "narrow", placeholder: words().narrow, "aria-label": `${words().narrow} ${label}`, oninput: narrow }),
    node("div", { class: "options", role: "group", "aria-label": label }, rows)));
  return {
    node: details,
    update(given) {
      const chosen = [...names.keys()].filter(isChosen);
      const shown = chosen.length === 0 ? any : chosen.length === 1 ? said(chosen[0]) : words().chosen(chosen.length);
      summary.replaceChildren(node("span", { class: "label" }, label), " ", foreign(shown, { class: "value" }));
      summary.setAttribute("aria-label", `${label}${words().colon}${shown}`);
      boxes.forEach((box, index) => { box.checked = isChosen(index); });
      countsOf = given;
      showCounts();
    },
  };
}

/** The agencies, each in any role until its chip says in which. */
function agencyPicker() {
  const ofAgency = (agency) => state.parties.filter((each) => partyAgency(each) === agency);
  const rolesOf = (agency) => ofAgency(agency).map((each) => (partyRole(each) === ANY_ROLE ? words().anyRole : roleName(partyRole(each)))).join(words().comma);
  return picker("parties", words().agency, DATA.agencies.map((_, index) => agencyName(index)), {
    isChosen: (agency) => ofAgency(agency).length > 0,
    toggle: (agency) => (ofAgency(agency).length ? state.parties.filter((each) => partyAgency(each) !== agency) : [...state.parties, party(agency)]),
    any: words().anyInAnyRole, said: (agency) => words().inRole(agencyName(agency), rolesOf(agency)),
  });
}

function typeBoxes() {
  const types = [...TYPES.keys(), UNTYPED];
  const boxes = types.map((type) => node("input", { type: "checkbox", value: type, onchange: () => changeFilter({ types: toggled(state.types, type) }) }));
  const found = types.map(() => node("small"));
  return {
    node: node("fieldset", { class: "checks" }, node("legend", {}, words().type), types.map((type) =>
      node("label", { class: type === UNTYPED ? "untyped" : `type-${type}`, title: TYPES[type]?.definition }, boxes[type], node("span", {}, typeName(type)), found[type]))),
    update(countsOf) {
      const counts = countsOf("types");
      boxes.forEach((box, type) => { box.checked = state.types.includes(type); });
      found.forEach((each, type) => { each.textContent = number(counts.get(type) || 0); });
    },
  };
}

function searchField() {
  const input = node("input", { type: "search", placeholder: words().searchHint, oninput: () => changeFilter({ search: input.value }) });
  return {
    node: node("label", { class: "search" }, node("span", { class: "label" }, words().search), input),
    update() { if (input.value !== state.search) input.value = state.search; },
  };
}

function reviewField() {
  const input = node("input", { type: "checkbox", onchange: () => changeFilter({ review: input.checked }) });
  const found = node("small");
  return {
    node: node("label", { class: "review-only" }, input, node("span", {}, words().needsReview), found),
    update(countsOf) {
      input.checked = state.review;
      found.textContent = number(countsOf("review").get(true) || 0);
    },
  };
}

/** What is chosen, kind by kind: chips to take away, the role of each agency, and between several things of a kind "or" or "and". */
function chips() {
  const place = node("ul", { class: "chips", "aria-label": words().filters });
  return {
    node: place,
    update() {
      const kinds = [
        chipKind("documents", words().document, (index) => DOCUMENTS[index].name),
        chipKind("types", words().type, typeName),
        chipKind("measures", words().measure, measureName),
        chipKind("parties", words().agency, (each) => agencyName(partyAgency(each)), roleChoice),
        ...TRAIT_FILTERS.map((trait) => chipKind(trait.id, traitName(trait), (value) => traitName(trait.values[value]))),
        chipKind("search", words().search, (term) => term),
      ].filter(Boolean);
      keepingFocus(() => place.replaceChildren(...kinds));
      place.hidden = !kinds.length;
    },
  };
}

/** The chips of one kind of filter; null where nothing is chosen. */
function chipKind(key, label, nameOf, beside = () => null) {
  const chosen = key === "search" ? searchTerms() : state[key];
  if (!chosen.length) return null;
  const without = (each) => {
    const left = chosen.filter((other) => other !== each);
    changeFilter({ [key]: key === "search" ? left.join(" ") : left });
    const next = document.querySelector(`.chips [data-kind="${key}"] .chip`) || document.querySelector(".chips .chip") || document.getElementById("clauses");
    next.focus();
  };
  const join = state.every.includes(key) ? words().and : words().or;
  return node("li", { "data-kind": key }, node("span", { class: "label" }, label),
    chosen.map((each, at) => [at > 0 && node("span", { class: "join" }, join),
      node("button", { type: "button", class: "chip", "aria-label": words().takeAway(nameOf(each)), "data-key": `chip-${key}-${each}`, onclick: () => without(each) },
        foreign(nameOf(each)), " ✕"), beside(each)]),
    JOINED.includes(key) && chosen.length > 1 && joinChoice(key, label));
}

/** Any of what is chosen, or all of it. */
function joinChoice(key, label) {
  const every = state.every.includes(key);
  const choose = (event) => changeFilter({ every: JOINED.filter((kind) => (kind === key ? event.target.value === "all" : state.every.includes(kind))) });
  return node("select", { class: "joined", "aria-label": words().joinOf(label), "data-key": `join-${key}`, onchange: choose },
    node("option", { value: "any", selected: !every }, words().anyOfThem), node("option", { value: "all", selected: every }, words().allOfThem));
}

/** In which role an agency is looked for. */
function roleChoice(chosen) {
  const [agency, role] = [partyAgency(chosen), partyRole(chosen)];
  const choose = (event) => changeFilter({ parties: [...new Set(state.parties.map((each) => (each === chosen ? party(agency, Number(event.target.value)) : each)))] });
  return node("select", { "aria-label": words().roleOf(agencyName(agency)), "data-key": `role-of-${agency}`, onchange: choose },
    node("option", { value: ANY_ROLE, selected: role === ANY_ROLE }, words().anyRole),
    ROLES.map((_, each) => node("option", { value: each, selected: each === role }, roleName(each))));
}

function clearButton() {
  const button = node("button", { type: "button", class: "quiet", onclick: () => changeFilter(NO_FILTERS) }, words().clear);
  return { node: button, update() { button.disabled = addressOf({ page: 1 }) === addressOf(NO_FILTERS); } };
}

/** The button that puts an address on the clipboard which shows the same again. */
function linkButton() {
  return { node: copyButton(words().copyLink, () => location.href), update() {} };
}

/** The switch that counts what reads like no regulation, where there is any. */
function unlikeField() {
  if (!DOCUMENTS.some((each) => each.doubtful)) return [];
  const input = node("input", { type: "checkbox", onchange: () => changeFilter({ unlike: input.checked }) });
  return [{ node: node("label", { class: "review-only" }, input, node("span", {}, words().countUnlike)), update() { input.checked = state.unlike; } }];
}

/** The filter bar of the overview: documents only. */
function documentBar() {
  return filterBar([picker("documents", words().document, DOCUMENTS.map((each) => each.name)), ...unlikeField(), clearButton()]);
}

/** The filter bar of the clauses: all filters. */
function clauseBar() {
  return filterBar([
    searchField(), picker("documents", words().document, DOCUMENTS.map((each) => each.name)), agencyPicker(),
    picker("measures", words().measure, DATA.measures.map((_, index) => measureName(index))),
    ...TRAIT_FILTERS.map((trait) => picker(trait.id, traitName(trait), trait.values.map(traitName))),
    { node: node("span", { class: "break" }), update() {} },
    typeBoxes(), reviewField(), ...unlikeField(), clearButton(), linkButton(), chips(),
  ]);
}

function filterBar(controls) {
  return {
    node: node("form", { class: "filters", role: "search", "aria-label": words().filters, onsubmit: (event) => event.preventDefault() },
      controls.map((control) => control.node)),
    update(countsOf) { for (const control of controls) control.update(countsOf); },
  };
}
