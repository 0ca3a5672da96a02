// The data of the page, and the questions the other parts ask of it.

const data = { things: [], facts: [], results: [], reports: [], words: [], regions: {}, spots: {}, outline: [], matches: [], contradictions: [], sums: [], damaged: [], former: {} };
const byName = new Map();  // short name in the address bar → number of the thing
let factsOf = [], resultsOf = [], neighboursOf = [], mergesOf = new Map(), lines = new Map(), placesOf = new Map(), codesOf = [];

// What the filters let through. A filter that is not set lets everything through.
const filter = { types: new Set(), statuses: new Set(['done', 'planned', 'denied', 'inferred']), report: null, region: null, from: '', to: '' };

function loadData() {
  const read = readBlock('data');
  for (const key of Object.keys(data)) data[key] = read[key] || [];
  for (const [former, number] of Object.entries(data.former)) byName.set(former, number);
  data.things.forEach((thing, number) => byName.set(thing.id, number));
  data.facts.forEach((fact, number) => { fact.number = number; fact.words ??= []; fact.status = fact.inferred ? 'inferred' : fact.status || 'done'; });
  data.results.forEach((result, number) => { result.number = number; result.words ??= []; result.agents ??= []; result.amount = result.value === undefined ? NaN : Number(result.value); });
  factsOf = data.things.map(() => []);
  resultsOf = data.things.map(() => []);
  for (const fact of data.facts) {
    for (const thing of new Set([...fact.agents, fact.object])) factsOf[thing].push(fact);
    if (fact.place !== undefined && !fact.agents.includes(fact.place) && fact.object !== fact.place) push(placesOf, fact.place, fact);
  }
  for (const result of data.results) {
    for (const thing of new Set([...result.agents, ...(result.of === undefined ? [] : [result.of])])) resultsOf[thing].push(result);
  }
  for (const match of data.matches) if (match.into !== undefined) push(mergesOf, match.into, match);
  findRegions();
  findLines();
}

function push(map, key, value) {
  const list = map.get(key);
  if (list) list.push(value); else map.set(key, [value]);
}

// Lines of the picture: one for each pair of things that a fact which passes the filters joins.
function findLines() {
  lines = new Map();
  neighboursOf = data.things.map(() => new Set());
  for (const fact of data.facts) {
    if (!passes(fact)) continue;
    for (const agent of fact.agents) {
      if (agent === fact.object) continue;
      push(lines, agent + '-' + fact.object, fact);
      neighboursOf[agent].add(fact.object);
      neighboursOf[fact.object].add(agent);
    }
  }
}

const isFiltered = () => filter.report !== null || filter.region !== null || filter.from || filter.to || filter.statuses.size < 4;

function passes(fact) {
  return filter.statuses.has(fact.status) && passesWhereAndWhen(fact, [...fact.agents, fact.object]);
}

function passesResult(result) {
  return filter.statuses.has(result.planned ? 'planned' : 'done')
    && passesWhereAndWhen(result, result.of === undefined ? result.agents : [...result.agents, result.of]);
}

function passesWhereAndWhen(fact, things) {
  if (filter.report !== null && !fact.words.some(words => data.words[words].report === filter.report)) return false;
  if (filter.from && !((fact.end || fact.start || '') >= filter.from)) return false;
  if (filter.to && !(fact.start && fact.start.slice(0, filter.to.length) <= filter.to)) return false;
  return filter.region === null || (fact.place !== undefined && inRegion(fact.place)) || things.some(inRegion);
}

// ---- where things are: the codes of divisions, of a thing itself or of the places it lies in; a code's prefix is its superior ----

let above = new Map(), regions = [];

function findRegions() {
  above = new Map();
  for (const fact of data.facts) {
    if (!['done', 'inferred'].includes(fact.status) || !['locatedIn', 'containedInPlace', 'subOrganizationOf'].includes(fact.predicate)) continue;
    for (const agent of fact.agents) push(above, agent, fact.object);
  }
  codesOf = data.things.map((_, number) => findCodes(number));
  regions = Object.keys(data.regions).sort().filter(code => code.length < 6 || codesOf.some(codes => codes.includes(code)));
}

function findCodes(number) {
  const found = new Set([number]), codes = [];
  for (const next of found) {
    if (data.things[next].code) codes.push(data.things[next].code);
    else for (const higher of above.get(next) || []) found.add(higher);
  }
  return codes;
}

const inRegion = number => codesOf[number].some(code => code.startsWith(filter.region));

// ---- questions ----

const nameOf = number => number === undefined ? '' : data.things[number].name;
const namesOf = numbers => numbers.map(nameOf).join('、');
const allNames = number => number === undefined ? [] : [data.things[number].name, ...(data.things[number].aliases || []), ...(data.things[number].traditional || [])];
const reportOf = fact => fact.words.length ? data.reports[data.words[fact.words[0]].report] : undefined;
const routeOf = number => '#/thing/' + encodeURIComponent(data.things[number].id);

// A whole year as 2022, whole months as 2022-01—2022-10, else days.
function whenOf(fact) {
  const { start, end } = fact;
  if (!start && !end) return fact.period || '';
  if (start === end) return start;
  if (!start || !end) return t(start ? 'since' : 'until', start || end);
  if (start.endsWith('-01-01') && end.endsWith('-12-31')) return start.slice(0, 4) === end.slice(0, 4) ? start.slice(0, 4) : start.slice(0, 4) + '—' + end.slice(0, 4);
  if (start.endsWith('-01') && isLastOfMonth(end)) return start.slice(0, 7) === end.slice(0, 7) ? start.slice(0, 7) : start.slice(0, 7) + '—' + end.slice(0, 7);
  return start + '—' + end;
}

function isLastOfMonth(day) {
  const next = new Date(day + 'T12:00:00Z');
  next.setUTCDate(next.getUTCDate() + 1);
  return next.getUTCDate() === 1;
}

// The shortest way between two things, along lines that pass the filters.
function pathBetween(from, to) {
  const before = new Map([[from, null]]), waiting = [from];
  for (const next of waiting) {
    if (next === to) break;
    for (const neighbour of neighboursOf[next]) if (!before.has(neighbour)) { before.set(neighbour, next); waiting.push(neighbour); }
  }
  if (!before.has(to)) return null;
  const path = [];
  for (let step = to; step !== null; step = before.get(step)) path.unshift(step);
  return path;
}
