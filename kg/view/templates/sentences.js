// The words behind a fact: the sentence with its words marked, the file, the place in it, the way to the original.

function sentencesOf(fact, { names = [], amount = NaN } = {}) {
  if (!fact.words.length) return el('p', { class: 'no-words' }, t(fact.status === 'inferred' ? 'inferredWords' : 'noWords'));
  return el('div', { class: 'sentences' }, fact.words.map(number => sentence(data.words[number], names, amount)));
}

function sentence(words, names, amount) {
  const report = data.reports[words.report];
  return el('figure', {},
    words.text
      ? el('blockquote', {}, words.before && el('span', { class: 'context' }, words.before), ...marked(words.text, names, amount), words.after && el('span', { class: 'context' }, words.after))
      : el('p', { class: 'no-words' }, t('onlyPosition')),
    el('figcaption', {},
      report && el('span', { class: 'report', title: report.title }, report.title),
      report && report.file && report.file !== report.title && el('span', { class: 'file' }, report.file),
      words.end !== undefined && el('span', { class: 'position' }, t('position', words.start ?? 0, words.end)),
      report && isWebAddress(report.url) && el('a', { href: report.url, target: '_blank', rel: 'noopener noreferrer' }, t('open'))),
    words.quote && el('details', {}, el('summary', {}, t('original')), el('blockquote', { class: 'raw' }, words.quote)));
}

// The text as pieces, the names and the number that make the fact in <mark>.
function marked(text, names, amount) {
  const spans = [];
  const free = (from, to) => spans.every(([start, end]) => to <= start || from >= end);
  for (const name of [...new Set(names)].filter(name => [...name].length > 1).sort((a, b) => b.length - a.length)) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) if (free(at, at + name.length)) spans.push([at, at + name.length, 'name']);
  }
  if (!Number.isNaN(amount)) {
    const found = text.matchAll(/(\d[\d,，]*(?:\.\d+)?)\s*(万亿|亿|千万|百万|万|千|百)?/g);
    for (const match of found) {
      if (Math.abs(Number(match[1].replace(/[,，]/g, '')) * (SCALES.get(match[2]) || 1) - amount) < 1e-6 * Math.max(1, Math.abs(amount)) && free(match.index, match.index + match[0].length)) {
        spans.push([match.index, match.index + match[0].trimEnd().length, 'number']);
      }
    }
  }
  const pieces = [];
  let done = 0;
  for (const [start, end, kind] of spans.sort((a, b) => a[0] - b[0])) {
    pieces.push(text.slice(done, start), el('mark', { class: kind }, text.slice(start, end)));
    done = end;
  }
  return [...pieces, text.slice(done)];
}

const SCALES = new Map([['百', 1e2], ['千', 1e3], ['万', 1e4], ['百万', 1e6], ['千万', 1e7], ['亿', 1e8], ['万亿', 1e12]]);

// 175000 起, bound over → ＞175,000 起; a change with its direction; a rank as such.
function amountOf(result) {
  const value = Number.isNaN(result.amount) ? String(result.value ?? '') : result.amount.toLocaleString('en-US', { maximumFractionDigits: 6 });
  const bound = { over: '>', under: '<', about: '≈' };
  if (result.kind === 'rank') return el('span', { class: 'amount' }, t('rank', value));
  const tail = [result.direction === 'up' ? '▲' : result.direction === 'down' ? '▼' : ''].join('');
  return el('span', { class: 'amount', title: [result.bound, result.direction, result.baseline].filter(Boolean).filter(knows).map(key => t(key)).join(' · ') || undefined },
    tail && el('span', { class: 'direction', role: 'img', 'aria-label': t(result.direction) }, tail),
    Object.hasOwn(bound, result.bound ?? '') && el('span', { class: 'bound', role: 'img', 'aria-label': t(result.bound) }, bound[result.bound]),
    el('b', {}, value), result.unit && el('span', { class: 'unit' }, result.unit),
    ['yoy', 'mom'].includes(result.baseline) && el('span', { class: 'tag' }, t(result.baseline)),
    result.planned && el('span', { class: 'tag planned' }, t('target')));
}

const namesIn = fact => [...fact.agents.flatMap(allNames), ...allNames(fact.object ?? fact.of), ...allNames(fact.place)];

function link(number, text) {
  const thing = data.things[number];
  return el('a', { class: 'thing', href: routeOf(number), 'data-go': routeOf(number) }, badge(thing.type), el('span', {}, text || thing.name));
}

const links = numbers => numbers.flatMap((number, place) => [place > 0 && '、', link(number)]);
const statusTag = fact => ['planned', 'denied', 'inferred'].includes(fact.status) && el('span', { class: 'tag ' + fact.status }, t(fact.status));

// When, as text that breaks between two dates but never inside one.
const days = fact => whenOf(fact).split(/(\d{4}(?:-\d\d){0,2}|—)/).flatMap((part, place) =>
  (place % 2 === 0 ? part : part === '—' ? [part, el('wbr')] : el('span', { class: 'day' }, part)));
