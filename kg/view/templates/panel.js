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
  const said = number => factsOf[number].filter(passes).length;
  const top = type => data.things.map((thing, number) => number).filter(number => data.things[number].type === type && neighboursOf[number].size)
    .sort((a, b) => said(b) - said(a) || a - b).slice(0, 8);
  const telling = data.results.filter(result => passesResult(result) && !result.planned && result.words.length && result.agents.length && result.of !== undefined && !Number.isNaN(result.amount))
    .sort((a, b) => a.of - b.of || b.amount - a.amount || a.number - b.number);
  const seen = new Set(), some = telling.filter(result => !seen.has(result.of) && seen.add(result.of)).slice(0, 4);
  return [
    el('h2', {}, t('welcome')),
    el('p', { class: 'lead' }, t('welcomeText', count(data.reports.length), count(data.things.length), count(data.facts.length), count(data.results.length))),
    ...[['topInitiatives', top('Initiative')], ['topAgencies', top('Agency')]].filter(([, list]) => list.length).map(([title, list]) => el('section', {},
      el('h3', {}, t(title)), el('ul', { class: 'chips' }, list.map(number => el('li', {}, link(number), el('span', { class: 'number' }, count(said(number)))))))),
    some.length > 0 && el('section', {}, el('h3', {}, t('topResults')), some.map(result => resultItem(result))),
    data.reports.length > 0 && el('section', {}, el('h3', {}, t('reports')), longList(data.reports, report => el('li', {},
      isWebAddress(report.url) ? el('a', { href: report.url, target: '_blank', rel: 'noopener noreferrer' }, report.title) : report.title,
      el('span', { class: 'quiet' }, [report.publisher, report.date, report.file].filter(Boolean).join(' · '))), 'reports')),
  ].filter(Boolean);
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
        row('aliases', (thing.aliases || thing.traditional) && [(thing.aliases || []).join('、'), thing.traditional && el('span', { class: 'traditional', lang: 'zh-Hant' }, thing.traditional.join('、'))]),
        row('formal', thing.formal && [thing.formal, ' ', el('span', { class: 'tag inferred' }, t('inferred'))]),
        row('superior', superiors(number)),
        row('place', places.length && links([...new Set(places)].slice(0, 4))),
        row('code', thing.code),
        row('seen', dates.length && (dates[0] === dates.at(-1) ? dates[0] : dates[0] + ' — ' + dates.at(-1)))),
      el('p', { class: 'quiet' }, t('counts', count(facts.length), count(results.length), count(reports.size))),
      mergesOf.has(number) && el('details', {}, el('summary', {}, t('whyOne', mergesOf.get(number).length)),
        el('ul', {}, mergesOf.get(number).map(match => el('li', { class: 'quiet' }, match.left, ' ＝ ', match.right, score(match), ' ', match.reason)))),
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
      picture.only = picture.only ? null : new Set([number, ...neighboursOf[number]]);
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

// ---- results of a thing ----

function resultTable(number, results) {
  const isAgent = result => result.agents.includes(number);
  const body = el('tbody', {});
  const draw = all => {
    body.replaceChildren(...results.slice(0, all ? results.length : 8).flatMap(result => resultRows(result, isAgent(result) ? result.of : undefined, isAgent(result) ? [] : result.agents)));
    if (!all && results.length > 8) body.append(el('tr', {}, el('td', { colspan: 3 }, el('button', { class: 'all', type: 'button', onclick: () => draw(true) }, t('showAll', results.length)))));
  };
  draw(false);
  return el('section', {}, el('h3', {}, t('results'), el('span', { class: 'number' }, count(results.length))),
    el('table', { class: 'small' }, el('thead', {}, el('tr', {}, ['indicator', 'value', 'when'].map(key => el('th', { scope: 'col' }, t(key))))), body));
}

function resultRows(result, of, agents) {
  const words = el('tr', { class: 'words', hidden: true }, el('td', { colspan: 3 }));
  const open = el('button', { class: 'open', type: 'button', 'aria-expanded': 'false', onclick: () => {
    const show = words.hidden;
    if (show) words.firstChild.replaceChildren(sentencesOf(result, { names: namesIn(result), amount: result.amount }));
    words.hidden = !show;
    open.setAttribute('aria-expanded', String(show));
  } }, result.indicator || '—');
  return [
    el('tr', { class: result.planned ? 'planned' : '' },
      el('td', {}, open, (of !== undefined || agents.length > 0) && el('span', { class: 'quiet' }, of !== undefined ? link(of) : links(agents))),
      el('td', { class: 'value' }, amountOf(result)), el('td', { class: 'quiet' }, days(result))),
    words,
  ];
}

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
