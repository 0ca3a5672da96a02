// The panel: the card of a thing, its results and its facts, each with its sentence; without a choice, where to begin.

const FIRST = 6;  // items of a list shown before one asks for all

function drawPanel(number) {
  const panel = byId('panel');
  panel.replaceChildren(...(number === null ? welcome() : card(number)));
  panel.scrollTop = 0;
}

// ---- nothing chosen ----

function welcome() {
  if (!data.things.length) return [el('p', {}, t('empty'))];
  const told = factsOf.map(facts => facts.reduce((sum, fact) => sum + passes(fact), 0)), said = number => told[number];
  const top = type => data.things.map((thing, number) => number).filter(number => data.things[number].type === type && neighboursOf[number].size)
    .sort((a, b) => said(b) - said(a) || a - b).slice(0, 8);
  const facts = data.facts.filter(passes), results = data.results.filter(passesResult), [things, reports] = isFiltered() ? ofWhich([...facts, ...results]) : [data.things, data.reports];
  const telling = results.filter(result => !result.planned && result.words.length && result.agents.length && result.of !== undefined && !Number.isNaN(result.amount))
    .sort((a, b) => a.of - b.of || b.amount - a.amount || a.number - b.number);
  const seen = new Set(), some = telling.filter(result => !seen.has(result.of) && seen.add(result.of)).slice(0, 4);
  return [
    el('h2', {}, t('welcome')),
    el('p', { class: 'lead' }, t('welcomeText', count(reports.length), count(things.length), count(facts.length), count(results.length))),
    ...[['topInitiatives', top('Initiative')], ['topAgencies', top('Agency')]].filter(([, list]) => list.length).map(([title, list]) => el('section', {},
      el('h3', {}, t(title)), el('ul', { class: 'chips' }, list.map(number => el('li', {}, link(number), el('span', { class: 'number' }, count(said(number)))))))),
    some.length > 0 && el('section', {}, el('h3', {}, t('topResults')), some.map(result => resultItem(result))),
    reports.length > 0 && el('section', {}, el('h3', {}, t('reports')), longList(reports, report => el('li', {},
      isWebAddress(report.url) ? el('a', { href: report.url, target: '_blank', rel: 'noopener noreferrer' }, report.title) : report.title,
      el('span', { class: 'quiet' }, [report.publisher, report.date, report.file].filter(Boolean).join(' · '))), 'reports')),
  ].filter(Boolean);
}

// The things and the reports that facts and results speak of.
function ofWhich(said) {
  const things = new Set(said.flatMap(fact => [...fact.agents, fact.object ?? fact.of]).filter(number => number !== undefined));
  const reports = new Set(said.flatMap(fact => fact.words.map(words => data.words[words].report)));
  return [[...things], data.reports.filter((_, number) => reports.has(number))];
}

function resultItem(result) {
  return el('article', { class: 'item' },
    el('p', {}, links(result.agents), ' ', result.indicator, ' ', amountOf(result)),
    el('p', { class: 'quiet' }, t('of'), ' ', link(result.of), ' ', days(result)),
    sentencesOf(result, { names: namesIn(result), amount: result.amount }));
}

// ---- a card ----

function card(number) {
  const thing = data.things[number], facts = factsOf[number].filter(passes), results = resultsOf[number].filter(passesResult);
  const dates = [...facts, ...results].flatMap(fact => [fact.start, fact.end]).filter(Boolean).sort();
  const reports = new Set([...facts, ...results].flatMap(fact => fact.words.map(words => data.words[words].report)));
  const places = factsOf[number].filter(fact => ['locatedIn', 'containedInPlace'].includes(fact.predicate) && fact.agents.includes(number) && fact.status !== 'planned').map(fact => fact.object);
  return [
    el('div', { class: 'card' },
      el('button', { class: 'close', type: 'button', 'aria-label': t('close'), title: t('close'), onclick: () => go('#/') }, '×'),
      el('p', { class: 'class' }, badge(thing.type), t(thing.type), thing.subtype && thing.subtype !== 'other' && ' · ' + t(thing.subtype), thing.inferred && el('span', { class: 'tag inferred' }, t('inferred'))),
      el('h2', { tabindex: '-1' }, thing.name),
      el('dl', {},
        row('aliases', thing.aliases && thing.aliases.join('、')),
        row('asRead', thing.traditional && el('span', { lang: 'zh-Hant' }, thing.traditional.join('、'))),
        row('formal', thing.formal && [thing.formal, ' ', el('span', { class: 'tag inferred' }, t('inferred'))]),
        row('superior', superiors(number)),
        row('place', places.length && links([...new Set(places)].slice(0, 4))),
        row('code', thing.code),
        row('firstSeen', dates[0]),
        row('lastSeen', dates.length && dates.at(-1) !== dates[0] && dates.at(-1))),
      el('p', { class: 'quiet' }, t('counts', count(facts.length), count(results.length), count(reports.size))),
      mergesOf.has(number) && el('details', {}, el('summary', {}, t('whyOne', mergesOf.get(number).length)),
        el('ul', {}, mergesOf.get(number).map(match => el('li', { class: 'quiet' }, match.left, ' ＝ ', match.right, score(match), ' ', reasonOf(match))))),
      actions(number)),
    results.length > 0 && resultTable(number, results),
    ...factGroups(number, facts),
    !facts.length && !results.length && !(placesOf.get(number) || []).length && el('p', { class: 'no-words' }, t('noFacts')),
  ].filter(Boolean);
}

function row(key, value) {
  return value && value.length !== 0 ? [el('dt', {}, t(key)), el('dd', {}, value)] : [];
}

// 大队 › 支队 › 总队: superiors from the nearest up, once each.
function superiors(number) {
  const chain = [], seen = new Set([number]);
  for (let next = number; chain.length < 6;) {
    const fact = factsOf[next].find(fact => fact.predicate === 'subOrganizationOf' && fact.agents.includes(next) && !seen.has(fact.object) && fact.status !== 'planned');
    if (!fact) break;
    seen.add(next = fact.object);
    chain.push(el('span', { class: 'step' }, link(next)));
  }
  return chain;
}

function actions(number) {
  const missing = [...neighboursOf[number]].filter(next => !picture.nodes.get(next)).length;
  const button = (text, work) => el('button', { type: 'button', onclick: work }, text);
  return el('div', { class: 'actions' },
    missing > 0 && button(t('neighbours', missing), () => { choose(number, { neighbours: 200 }); drawPanel(number); }),
    button(t(picture.only ? 'unfocus' : 'focus'), () => {
      if (picture.only) return showWhole();
      picture.only = new Set([number, ...neighboursOf[number]]);
      refreshPicture(); fitAll(true); drawPanel(number);
    }),
    button(t('hide'), () => { picture.hidden.add(number); picture.added.delete(number); go('#/'); }),
    button(t('path'), event => askPath(number, event.currentTarget)));
}

function askPath(number, button) {
  const input = el('input', { type: 'search', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'path-list', 'aria-label': t('pathTo'), placeholder: t('pathTo') });
  const list = el('ul', { id: 'path-list', role: 'listbox', class: 'suggestions', hidden: true });
  button.replaceWith(el('div', { class: 'path' }, input, list));
  suggestInto(input, list, target => {
    const path = pathBetween(number, target);
    if (!path) return say(t('noPath'));
    picture.path = path;
    choose(number, { neighbours: 0 });
    fitTo(path);
    say(t('pathFound', path.length - 1) + '：' + path.map(nameOf).join(' → '));
  });
  input.focus();
}

// ---- results of a thing: by indicator, over time ----

const RESULTS_FIRST = 8;

function resultTable(number, results) {
  const groups = new Map();
  for (const result of results) push(groups, measureOf(result) + '\u0000' + scaleOf(result), result);
  const table = el('table', { class: 'small' }, el('thead', {}, el('tr', {}, ['indicator', 'value', 'when'].map(key => el('th', { scope: 'col' }, t(key))))));
  const draw = all => {
    let room = all ? Infinity : RESULTS_FIRST;
    const bodies = [];
    for (const list of groups.values()) {
      if (room <= 0) break;
      const sorted = [...list].sort((a, b) => ((a.start || a.end || '') < (b.start || b.end || '') ? -1 : (a.start || a.end || '') > (b.start || b.end || '') ? 1 : a.number - b.number));
      bodies.push(indicatorRows(number, sorted.slice(0, room), list.length > 1));
      room -= sorted.length;
    }
    if (!all && results.length > RESULTS_FIRST) bodies.push(el('tbody', {}, el('tr', {}, el('td', { colspan: 3 }, el('button', { class: 'all', type: 'button', onclick: () => draw(true) }, t('showAll', results.length))))));
    table.replaceChildren(table.firstChild, ...bodies);
  };
  draw(false);
  table.querySelector('button.open')?.click();  // the first sentence at once: that every number has one is seen before one looks for it
  return el('section', {}, el('h3', {}, t('results'), el('span', { class: 'number' }, count(results.length))), table);
}

function indicatorRows(number, list, isSeries) {
  const most = Math.max(...list.map(result => Math.abs(result.amount)).filter(amount => !Number.isNaN(amount)), 1e-9);
  return el('tbody', {},
    isSeries && el('tr', { class: 'group' }, el('th', { scope: 'rowgroup', colspan: 3 }, el('span', {}, measureOf(list[0])), sparkline(list))),
    list.flatMap(result => resultRows(result, number, isSeries ? most : result.unit === '%' && result.kind === 'percent' ? 100 : 0)));
}

function resultRows(result, number, most) {
  const words = el('tr', { class: 'words', hidden: true }, el('td', { colspan: 3 }));
  const open = el('button', { class: 'open', type: 'button', 'aria-expanded': 'false', onclick: () => {
    const show = words.hidden;
    if (show) words.firstChild.replaceChildren(sentencesOf(result, { names: namesIn(result), amount: result.amount }));
    words.hidden = !show;
    open.setAttribute('aria-expanded', String(show));
  } }, result.indicator || '—');
  const isAgent = result.agents.includes(number), whose = isAgent ? (result.of === undefined ? [] : [result.of]) : result.agents;
  return [
    el('tr', { class: result.planned ? 'planned' : '' },
      el('td', {}, open, whose.length > 0 && el('span', { class: 'quiet' }, links(whose))),
      el('td', { class: 'value' }, amountOf(result), most > 0 && !Number.isNaN(result.amount) && bars(result, most)), el('td', { class: 'quiet' }, days(result))),
    words,
  ];
}

// How an indicator went: a line through what was measured at different times, read out as text.
function sparkline(list) {
  const points = list.filter(result => (result.start || result.end) && !Number.isNaN(result.amount) && !result.planned);
  if (new Set(points.map(point => point.start || point.end)).size < 2) return null;
  const amounts = points.map(signedAmount), [low, high] = [Math.min(...amounts, 0), Math.max(...amounts)], times = points.map(point => Date.parse(point.start || point.end));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const at = points.map((_, place) => [3 + 84 * (times[place] - first) / (last - first || 1), 21 - 18 * (amounts[place] - low) / (high - low || 1)].map(value => Number(value.toFixed(1))));
  return svg('svg', { viewBox: '0 0 90 24', width: 90, height: 24, class: 'sparkline', role: 'img', 'aria-label': points.map(point => `${whenOf(point)} ${point.amount}${point.unit || ''}`).join('，') },
    svg('polyline', { points: at.map(spot => spot.join(',')).join(' ') }), ...at.map(([cx, cy], place) => svg('circle', { cx, cy, r: place === at.length - 1 ? 2.6 : 1.8 })));
}

const signedAmount = result => (result.direction === 'down' && result.kind === 'change' ? -Math.abs(result.amount) : result.amount);

// ---- facts of a thing ----

function factGroups(number, facts) {
  const groups = new Map();
  for (const fact of facts) push(groups, fact.agents.includes(number) ? fact.predicate : fact.predicate + '-of', fact);
  const here = (placesOf.get(number) || []).filter(passes);
  if (here.length) groups.set('placeOf', here);
  const order = ['ran', 'ran-of', 'held', 'built', 'built-of', 'used', 'used-of', 'issued', 'issued-of', 'received', 'usedIn', 'usedIn-of', 'partOf', 'partOf-of'];
  const rank = key => { const place = order.indexOf(key); return place < 0 ? 99 : place; };
  return [...groups].sort((a, b) => rank(a[0]) - rank(b[0])).map(([key, list]) => el('section', {},
    el('h3', {}, t(key), el('span', { class: 'number' }, count(list.length))),
    longList(list, fact => factItem(fact, number, key), 'facts')));
}

function longList(items, draw, kind) {
  const list = el('ul', { class: kind });
  const fill = all => {
    list.replaceChildren(...items.slice(0, all ? items.length : FIRST).map(draw));
    if (items.length > FIRST) list.append(el('li', {}, el('button', { class: 'all', type: 'button', onclick: () => fill(!all) }, all ? t('showLess') : t('showAll', items.length))));
  };
  fill(false);
  return list;
}

function factItem(fact, number, key) {
  const others = key === 'placeOf' ? null : fact.agents.includes(number) ? [fact.object] : fact.agents;
  const joint = others && fact.agents.includes(number) ? fact.agents.filter(agent => agent !== number) : [];
  return el('li', { class: 'item' },
    el('p', {}, others ? links(others) : [links(fact.agents), ' ', t(fact.predicate), ' ', link(fact.object)],
      fact.post && el('span', { class: 'post' }, fact.post), joint.length > 0 && el('span', { class: 'quiet' }, ' ＋ ', links(joint)), statusTag(fact)),
    (whenOf(fact) || fact.place !== undefined) && el('p', { class: 'quiet' }, days(fact), fact.place !== undefined && fact.place !== number && [' ', link(fact.place)]),
    sentencesOf(fact, { names: namesIn(fact) }));
}
