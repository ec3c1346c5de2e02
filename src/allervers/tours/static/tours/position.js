// Offers "Utiliser ma position" where the browser can tell it. Only asked on a click; what is sent
// is rounded to three decimals (about a hundred metres), in the address of a page, to this site only.

const place = document.querySelector("[data-position]");

const go = ({ coords }) => {
  const url = new URL(place.dataset.url, location.href);
  url.searchParams.set("lat", coords.latitude.toFixed(3));
  url.searchParams.set("lon", coords.longitude.toFixed(3));
  location.assign(url);
};

if (place && "geolocation" in navigator) {
  const status = place.querySelector("[data-position-status]");
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => {
    status.textContent = place.dataset.waiting;
    navigator.geolocation.getCurrentPosition(
      go,
      () => { status.textContent = place.dataset.refused; },
      { timeout: 10000, maximumAge: 60000 },
    );
  });
}
