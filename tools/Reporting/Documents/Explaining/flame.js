(function () {
  'use strict';
  const svg = document.documentElement;
  const frames = Array.from(svg.querySelectorAll('.f'));
  const detail = svg.querySelector('#detail');
  const search = svg.querySelector('#search');
  const found = svg.querySelector('#found');
  const margin = 10, characterWidth = 6.7;
  const of = (frame) => ({ x: +frame.dataset.x, w: +frame.dataset.w, level: +frame.dataset.l });
  const whole = of(frames[0]).w;

  // Frames below the chosen one fill the width with it, those inside it grow, all others go.
  function zoom(chosen) {
    const to = of(chosen);
    const end = to.x + to.w, slack = 0.01;
    for (const frame of frames) {
      const from = of(frame);
      const below = from.level <= to.level && from.x <= to.x + slack && from.x + from.w >= end - slack;
      const inside = from.level > to.level && from.x >= to.x - slack && from.x + from.w <= end + slack;
      frame.classList.toggle('hidden', !below && !inside);
      if (below || inside) {
        place(frame, below ? 0 : (from.x - to.x) / to.w * whole, below ? whole : from.w / to.w * whole);
      }
    }
  }

  function place(frame, x, width) {
    const rect = frame.querySelector('rect'), text = frame.querySelector('text');
    rect.setAttribute('x', margin + x);
    rect.setAttribute('width', width);
    text.setAttribute('x', margin + x + 3);
    const room = Math.floor((width - 6) / characterWidth), label = frame.dataset.s;
    text.textContent = room < 3 ? '' : label.length <= room ? label : label.slice(0, room - 1) + '…';
  }

  // A match inside another match is not counted twice.
  function look() {
    const wanted = search.value.trim().toLowerCase();
    let sum = 0, upTo = -1;
    const hits = frames.filter((frame) => {
      const hit = wanted !== '' && frame.dataset.n.toLowerCase().includes(wanted);
      frame.classList.toggle('hit', hit);
      frame.classList.toggle('dim', wanted !== '' && !hit);
      return hit;
    });
    for (const { x, w } of hits.map(of).sort((a, b) => a.x - b.x || b.w - a.w)) {
      if (x >= upTo - 0.01) {
        sum += w;
        upTo = x + w;
      }
    }
    found.textContent = wanted === '' ? '' : hits.length + ' frames, ' + (100 * sum / whole).toFixed(1) + '%';
  }

  for (const frame of frames) {
    const say = () => { detail.textContent = frame.querySelector('title').textContent; };
    frame.addEventListener('mouseenter', say);
    frame.addEventListener('focus', say);
    frame.addEventListener('click', () => zoom(frame));
    frame.addEventListener('keydown', (event) => { if (event.key === 'Enter') { zoom(frame); } });
  }
  search.addEventListener('input', look);
  svg.querySelector('#reset').addEventListener('click', () => { search.value = ''; look(); zoom(frames[0]); });
  svg.setAttribute('data-ready', '');
})();
