// What a reader should check: results that contradict each other, names that may mean the same, merges that are not certain.

const CERTAIN = 0.9;

// Results of the same, by the same, for the same time, that give different numbers: found when the page was made, here those that the filter shows.
const contradictions = () => data.contradictions
  .map(group => group.map(number => data.results[number]).filter(passesResult))
  .filter(results => new Set(results.map(result => result.amount)).size > 1);

// Figures of one report that do not go together: all of them must pass.
const sums = () => data.sums.map(sum => ({ ...sum, results: sum.results.map(number => data.results[number]) })).filter(sum => sum.results.every(passesResult));

function drawDoubts() {
  const box = byId('table-view'), clashes = contradictions();
  const open = data.matches.filter(match => match.candidates), unsure = data.matches.filter(match => match.into !== undefined && match.score < CERTAIN);
  box.replaceChildren(el('div', { class: 'doubts' },
    el('p', { class: 'quiet hint' }, t('doubtsHint')),
    section('contradictions', clashes, results => el('li', { class: 'item' },
      el('p', {}, links(results[0].agents), ' ', results[0].measures || results[0].indicator, ' ', el('span', { class: 'quiet' }, days(results[0]))),
      results.map(result => el('div', { class: 'versus' }, amountOf(result), sentencesOf(result, { names: namesIn(result), amount: result.amount }))))),
    section('sums', sums(), sum => el('li', { class: 'item' },
      el('p', {}, links(sum.results[0].agents), ' ', sum.results[0].measures || sum.results[0].indicator, ' ', el('span', { class: 'quiet' }, t('saidAndReckoned', sum.said, sum.reckoned))),
      sum.results.map(result => el('div', { class: 'versus' }, amountOf(result), sentencesOf(result, { names: namesIn(result), amount: result.amount }))))),
    section('mayBeSame', open, match => el('li', { class: 'item' }, el('p', {}, links(match.candidates), score(match)), el('p', { class: 'quiet' }, match.reason))),
    section('unsureMerges', unsure.sort((a, b) => a.score - b.score), match => el('li', { class: 'item' },
      el('p', {}, match.left, ' ＝ ', match.right, ' → ', link(match.into), score(match)), el('p', { class: 'quiet' }, match.reason)))));
}

function section(key, items, draw) {
  return el('section', {}, el('h2', {}, t(key), el('span', { class: 'number' }, count(items.length))),
    items.length ? longList(items, draw, 'facts') : el('p', { class: 'no-words' }, t('nothingToCheck')));
}

const score = match => el('span', { class: 'tag' }, match.score.toFixed(2));
