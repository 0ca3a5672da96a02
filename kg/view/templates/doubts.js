// What a reader should check: results that contradict each other, names that may mean the same, merges that are not certain, damaged text.

const CERTAIN = 0.9;

// Results of the same, by the same, for the same time, that give different numbers: found when the page was made, here those that the filter shows.
const contradictions = () => data.contradictions
  .map(group => group.map(number => data.results[number]).filter(passesResult))
  .filter(results => new Set(results.map(result => result.amount)).size > 1);

// Figures of one report that do not go together: all of them must pass.
const sums = () => data.sums.map(sum => ({ ...sum, results: sum.results.map(number => data.results[number]) })).filter(sum => sum.results.every(passesResult));

function drawDoubts() {
  const box = byId('table-view');
  const open = data.matches.filter(match => match.candidates), unsure = data.matches.filter(match => match.into !== undefined && match.score < CERTAIN);
  const parts = [
    ['contradictions', contradictions(), results => el('li', { class: 'item' },
      el('p', {}, links(results[0].agents), ' ', results[0].measures || results[0].indicator, ' ', el('span', { class: 'quiet' }, days(results[0]))),
      results.map(versus))],
    ['sums', sums(), sum => el('li', { class: 'item' },
      el('p', {}, links(sum.results[0].agents), ' ', sum.results[0].measures || sum.results[0].indicator, ' ', el('span', { class: 'quiet' }, t('saidAndReckoned', sum.said, sum.reckoned))),
      sum.results.map(versus))],
    ['mayBeSame', open, match => el('li', { class: 'item' },
      el('p', {}, links(match.candidates), score(match)), el('p', { class: 'quiet' }, reasonOf(match)), match.candidates.map(candidate => oneSentence(candidate)))],
    ['unsureMerges', unsure.sort((a, b) => a.score - b.score), match => el('li', { class: 'item' },
      el('p', {}, match.left, ' ＝ ', match.right, ' → ', link(match.into), score(match)), el('p', { class: 'quiet' }, reasonOf(match)))],
    ...(data.damaged.length ? [['damaged', data.damaged.filter(({ words }) => filter.report === null || data.words[words[0]].report === filter.report), damage => el('li', { class: 'item' }, sentencesOf(damage))]] : []),
  ];
  box.replaceChildren(el('div', { class: 'doubts' },
    el('p', { class: 'quiet hint' }, t('doubtsHint')),
    el('ul', { class: 'chips' }, parts.map(([key, items]) => el('li', {}, el('a', { href: '#/doubts', onclick: event => { event.preventDefault(); byId('doubts-' + key).scrollIntoView({ block: 'start' }); } }, t(key)), el('span', { class: 'number' }, count(items.length))))),
    parts.map(([key, items, draw]) => el('section', { id: 'doubts-' + key }, el('h2', {}, t(key), el('span', { class: 'number' }, count(items.length))),
      el('p', { class: 'quiet' }, t(key + 'Hint')),
      items.length ? longList(items, draw, 'facts') : el('p', { class: 'no-words' }, t('nothingToCheck'))))));
}

const versus = result => el('div', { class: 'versus' }, amountOf(result), sentencesOf(result, { names: namesIn(result), amount: result.amount }));

// One sentence in which a thing is named, to tell it from another of the same name.
function oneSentence(number) {
  const names = allNames(number), said = [...factsOf[number], ...resultsOf[number]].filter(fact => fact.words.length && data.words[fact.words[0]].text);
  const told = said.find(fact => names.some(name => data.words[fact.words[0]].text.includes(name))) || said[0];
  return told ? el('div', { class: 'sentences' }, sentence(data.words[told.words[0]], names, NaN)) : null;
}

const score = match => el('span', { class: 'tag', title: t('certainty') }, Math.round(match.score * 100) + '%');

// ---- why: the reasons are English sentences of the graph; the page says them in Chinese as well ----

const reasons = [...strings.get('reasons').values()].map(([english, chinese]) => [
  new RegExp('^' + english.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\d\}/g, '(.+?)') + '$', 'u'), chinese]);

function reasonOf({ reason = '', report }) {
  const not = reason.startsWith('not chosen, '), bare = not ? reason.slice(12) : reason;
  const told = (not ? t('notChosen') : '') + (ui.language === 'zh' ? inChinese(bare) : bare);
  return report === undefined ? told : told + '（' + data.reports[report].title + '）';
}

function inChinese(reason) {
  for (const [pattern, chinese] of reasons) {
    const found = reason.match(pattern);
    if (found) return chinese.replace(/\{(\d)\}/g, (_, place) => found[Number(place) + 1]);
  }
  return reason;
}
