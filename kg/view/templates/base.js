// What every other part uses: elements, texts in two languages, small helpers. Nothing here reads markup from data:
// whatever comes from a report becomes text, never HTML.

const byId = id => document.getElementById(id);
const readBlock = id => JSON.parse(byId(id).textContent);

// Strings have no prototype: a class or a status of the data named like one of its members is just unknown.
const strings = new Map(Object.entries(readBlock('strings')).map(([language, texts]) => [language, new Map(Object.entries(texts))]));

const remembered = {
  get(key) { try { return localStorage.getItem('zhengtu-' + key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem('zhengtu-' + key, value); } catch { /* a sandboxed frame has no memory */ } },
};

const ui = {
  language: remembered.get('language') === 'en' ? 'en' : 'zh',
  theme: remembered.get('theme') || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
  calm: matchMedia('(prefers-reduced-motion: reduce)').matches,
  narrow: matchMedia('(max-width: 820px)'),
};

function t(key, ...values) {
  const text = strings.get(ui.language).get(key) ?? String(key);
  return text.replace(/\{(\d)\}/g, (_, place) => String(values[place] ?? ''));
}

const knows = key => strings.get(ui.language).has(key);

// el('button', {class: 'x', onclick: f}, 'text', child): attributes are set as such, children that are strings become text.
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (name === 'class') element.className = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false && child !== ''));
  return element;
}

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

const count = number => number.toLocaleString('en-US');

function later(work, wait) {
  let timer = 0;
  return (...values) => { clearTimeout(timer); timer = setTimeout(() => work(...values), wait); };
}

function say(text) {
  const toast = byId('toast');
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { toast.hidden = true; }, 2600);
}

function offer(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = el('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const isWebAddress = text => /^https?:\/\/[^\s<>"'`\\]+$/i.test(text || '');

// Class by class: a colour and a shape of its own. The colours are Okabe and Ito's, safe for colour-blind eyes, a little darkened
// where they were too light to see on white; corners of the shapes on the unit circle.
const circle = Array.from({ length: 28 }, (_, i) => [Math.cos(i * Math.PI / 14), Math.sin(i * Math.PI / 14)]);
const polygon = (corners, turn = -Math.PI / 2, size = 1) => Array.from({ length: corners }, (_, i) => {
  const angle = turn + i * 2 * Math.PI / corners;
  return [size * Math.cos(angle), size * Math.sin(angle)];
});
const star = Array.from({ length: 10 }, (_, i) => {
  const angle = -Math.PI / 2 + i * Math.PI / 5, size = i % 2 ? 0.52 : 1.2;
  return [size * Math.cos(angle), size * Math.sin(angle)];
});
const TYPES = new Map([
  ['Agency', { light: '#0072b2', dark: '#4aa3df', shape: circle }],
  ['Initiative', { light: '#d55e00', dark: '#f08a3c', shape: polygon(4, -Math.PI / 2, 1.18) }],
  ['Place', { light: '#009e73', dark: '#2fc79b', shape: polygon(3, -Math.PI / 2, 1.2) }],
  ['System', { light: '#3f9fd0', dark: '#7cc7ef', shape: polygon(4, -Math.PI / 4, 1.15) }],
  ['Document', { light: '#c98a00', dark: '#e9b23c', shape: [[-0.72, -1], [0.35, -1], [0.78, -0.55], [0.78, 1], [-0.72, 1]] }],
  ['Person', { light: '#b5588a', dark: '#dd92bd', shape: polygon(5, -Math.PI / 2, 1.12) }],
  ['Event', { light: '#7a5cc0', dark: '#aa93e6', shape: polygon(3, Math.PI / 2, 1.2) }],
  ['Award', { light: '#b8a000', dark: '#f0e442', shape: star }],
  ['Facility', { light: '#6b6b6b', dark: '#b0b0b0', shape: polygon(6, 0, 1.08) }],
]);
const lookOf = type => TYPES.get(type) || TYPES.get('Facility');
const colourOf = type => lookOf(type)[ui.theme];

function badge(type) {
  const points = lookOf(type).shape.map(([x, y]) => `${(8 + x * 6).toFixed(1)},${(8 + y * 6).toFixed(1)}`).join(' ');
  return svg('svg', { viewBox: '0 0 16 16', width: 16, height: 16, class: 'badge', 'aria-hidden': 'true' },
    svg('polygon', { points, fill: colourOf(type) }));
}
