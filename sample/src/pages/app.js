// Keeps an open page current: the look and the list of bookings change without a reload.
// Everything works without this script; it adds, it never replaces. Texts are set as text, never as markup.

const byId = id => document.getElementById(id);
const theme = new CSSStyleSheet();
document.adoptedStyleSheets = [theme];
let shown = byId('look').textContent;

function showPicture(image, picture) {
  if (image.getAttribute('src') !== picture.url) image.src = picture.url;
}

function showSocials(socials) {
  byId('socials').replaceChildren(...socials.map(({ label, href }) => {
    const item = document.createElement('li');
    if (href) {
      const link = Object.assign(document.createElement('a'), { href, textContent: label });
      link.rel = 'me noopener';
      item.append(link);
    } else {
      item.textContent = label;
    }
    return item;
  }));
}

// As in the page: the id where the tag would take it, and nothing that loads.
function showTag(element, name, id, source) {
  element.dataset[name] = id ?? '';
  if (id) element.dataset.src = source + encodeURIComponent(id);
  else delete element.dataset.src;
}

function show(text) {
  if (text === shown) return;
  shown = text;
  const look = JSON.parse(text);
  theme.replaceSync(look.css);
  byId('theme-color').content = look.palette.primary;
  const error = document.title.startsWith('Error: ') ? 'Error: ' : '';
  document.title = error + look.title;
  for (const place of document.querySelectorAll('.site-title')) place.textContent = look.title;
  showPicture(byId('logo'), look.logo);
  byId('logo').classList.toggle('logo-own', !look.logo.drawn);
  showPicture(byId('header-image'), look.header);
  byId('icon').href = look.icon.url;
  byId('address').textContent = look.address ?? '';
  showSocials(look.socials);
  showTag(byId('google-analytics'), 'googleId', look.google_id, 'https://www.googletagmanager.com/gtag/js?id=');
  showTag(byId('tag-manager'), 'gtmContainer', look.gtm_container, 'https://www.googletagmanager.com/gtm.js?id=');
  byId('look').textContent = text;
  document.documentElement.dataset.revision = look.revision;
}

async function showBookings() {
  const answer = await fetch('/upcoming');
  if (answer.ok) byId('upcoming').innerHTML = await answer.text();
}

let pause = 500;
function listen() {
  const source = new EventSource('/events');
  let first = true;
  source.addEventListener('open', () => {
    pause = 500;
    if (!first) showBookings().catch(() => {});
    first = false;
  });
  source.addEventListener('look', event => show(event.data));
  source.addEventListener('bookings', () => showBookings().catch(() => {}));
  source.addEventListener('error', () => {
    // The browser reconnects by itself, except after an answer that is no stream (the app is being replaced).
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(listen, pause);
    pause = Math.min(pause * 2, 10000);
  });
}
listen();

const form = byId('booking');
form.addEventListener('submit', event => {
  const button = form.querySelector('button');
  if (button.getAttribute('aria-busy') === 'true') event.preventDefault();
  button.setAttribute('aria-busy', 'true');
});
// Back from the answer, the page may come out of the browser's memory as it was left.
addEventListener('pageshow', () => form.querySelector('button').removeAttribute('aria-busy'));

(byId('problems') ?? byId('booked'))?.focus({ preventScroll: true });
