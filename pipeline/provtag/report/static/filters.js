// The filters: which clauses fit the state, and the controls that change it.

/** The clauses that fit all filters of the state, in the order of the data. An agency and a role must meet in one mention. */
function matchingClauses() {
  const { documents, types, measures, agencies, roles, review } = state;
  const terms = searchTerms();
  return CLAUSES.filter((clause) =>
    (documents.length ? documents.includes(clause.document.index) : clause.document.counts)
    && (!types.length || countedTypes(clause).some((type) => types.includes(type)))
    && (!measures.length || clause.measures.some((measure) => measures.includes(measure)))
    && (!(agencies.length || roles.length) || clause.agencies.some((mention) =>
      (!agencies.length || agencies.includes(mention.agency)) && (!roles.length || roles.includes(mention.role))))
    && TRAIT_FILTERS.every(({ id }) => !state[id].length || traitValues(clause, id).some((value) => state[id].includes(value)))
    && (!review || clause.reasons.length)
    && terms.every((term) => searchedIn(clause).includes(term)));
}

/** The words searched for; a clause must have them all. */
function searchTerms() {
  return state.search.toLowerCase().split(/\s+/).filter(Boolean);
}

/** The documents that figures count: the chosen ones, or all but copies. */
function chosenDocuments() {
  return state.documents.length ? state.documents.map((index) => DOCUMENTS[index]) : COUNTED;
}

function toggled(list, value) {
  return list.includes(value) ? list.filter((each) => each !== value) : [...list, value].sort((left, right) => left - right);
}

/** A control of the filter bar: its node, and a function that makes it show the state. */
function picker(key, label, names) {
  const summary = node("summary");
  const boxes = names.map((name, index) => node("input", {
    type: "checkbox", value: index, onchange: () => changeFilter({ [key]: toggled(state[key], index) }),
  }));
  const rows = names.map((name, index) => node("label", {}, boxes[index], foreign(name)));
  const narrow = (event) => {
    const term = event.target.value.trim().toLowerCase();
    rows.forEach((row, index) => { row.hidden = !names[index].toLowerCase().includes(term); });
  };
  const details = node("details", { class: "picker", onkeydown: (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    summary.focus();
  } }, summary, node("div", { class: "choices" },
    names.length > 8 && node("input", { type: "search", class: "narrow", placeholder: words().narrow, "aria-label": `${words().narrow} ${label}`, oninput: narrow }),
    node("div", { class: "options", role: "group", "aria-label": label }, rows)));
  return {
    node: details,
    update() {
      const chosen = state[key];
      const shown = chosen.length === 0 ? words().any : chosen.length === 1 ? names[chosen[0]] : words().chosen(chosen.length);
      summary.replaceChildren(node("span", { class: "label" }, label), " ", foreign(shown, { class: "value" }));
      summary.setAttribute("aria-label", `${label}${words().colon}${shown}`);
      boxes.forEach((box, index) => { box.checked = chosen.includes(index); });
    },
  };
}

function checkboxes(key, label, names, classes, titles = []) {
  const boxes = names.map((_, index) => node("input", {
    type: "checkbox", value: index, onchange: () => changeFilter({ [key]: toggled(state[key], index) }),
  }));
  return {
    node: node("fieldset", { class: "checks" }, node("legend", {}, label),
      names.map((name, index) => node("label", { class: classes[index], title: titles[index] }, boxes[index], node("span", {}, name)))),
    update() { boxes.forEach((box, index) => { box.checked = state[key].includes(index); }); },
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
  return {
    node: node("label", { class: "review-only" }, input, node("span", {}, words().needsReview)),
    update() { input.checked = state.review; },
  };
}

function clearButton() {
  const button = node("button", { type: "button", class: "quiet", onclick: () => changeFilter(NO_FILTERS) }, words().clear);
  return { node: button, update() { button.disabled = addressOf({ page: 1 }) === addressOf(NO_FILTERS); } };
}

/** The filter bar: of the overview (documents only) or of the clauses (all filters). */
function filterBar(all) {
  const documents = picker("documents", words().document, DOCUMENTS.map((each) => each.name));
  const controls = !all ? [documents] : [
    searchField(), documents,
    picker("agencies", words().agency, DATA.agencies.map((_, index) => agencyName(index))),
    picker("measures", words().measure, DATA.measures.map((_, index) => measureName(index))),
    ...TRAIT_FILTERS.map((trait) => picker(trait.id, traitName(trait), trait.values.map(traitName))),
    { node: node("span", { class: "break" }), update() {} },
    checkboxes("types", words().type, [...TYPES.keys(), UNTYPED].map(typeName), [...TYPES.map((_, type) => `type-${type}`), "untyped"],
      TYPES.map((type) => type.definition)),
    checkboxes("roles", words().role, ROLES.map((_, role) => roleName(role)), ROLES.map((role) => `role-${role.id}`)),
    reviewField(), clearButton(),
  ];
  return {
    node: node("form", { class: "filters", role: "search", "aria-label": words().filters, onsubmit: (event) => event.preventDefault() },
      controls.map((control) => control.node)),
    update() { for (const control of controls) control.update(); },
  };
}
