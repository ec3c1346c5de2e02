// Draws the map of ui/components/map.html. The list beside it says everything that the map says.
// Addresses and words come from data attributes: hashed file names and translations stay on the server.

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const words = (text) => ({
  "Map.Title": text.textMap,
  "NavigationControl.ZoomIn": text.textZoomIn,
  "NavigationControl.ZoomOut": text.textZoomOut,
  "Popup.Close": text.textClose,
  "CooperativeGesturesHandler.WindowsHelpText": text.textKeys,
  "CooperativeGesturesHandler.MacHelpText": text.textKeysMac,
  "CooperativeGesturesHandler.MobileHelpText": text.textFingers,
});

const plainStyle = () => ({
  version: 8,
  sources: {},
  layers: [{ id: "paper", type: "background", paint: { "background-color": colour("--av-sunken") } }],
});

async function read(url) {
  const answer = await fetch(url, { headers: { Accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

// Walks any nesting of coordinates: [x, y] or lists of them.
function* positions(coordinates) {
  if (typeof coordinates[0] === "number") yield coordinates;
  else for (const part of coordinates) yield* positions(part);
}

// The frame follows the points; outlines are only what lies under them.
function bounds(library, { features }) {
  const box = new library.LngLatBounds();
  for (const { geometry } of features)
    for (const position of positions(geometry.coordinates)) box.extend(position);
  if (box.isEmpty()) throw new Error("no point to draw");
  return box;
}

// Places without a checked position are only in the list. MapLibre knows a feature by a property.
function placed(data) {
  const features = data.features.filter(({ geometry }) => geometry);
  for (const feature of features) feature.properties.id ??= feature.id;
  return { ...data, features };
}

function addOutlines(map, data) {
  map.addSource("outlines", { type: "geojson", data });
  map.addLayer({ id: "areas", type: "fill", source: "outlines", paint: { "fill-color": ["case", ["==", ["get", "is_here"], true], colour("--av-accent-wash"), colour("--av-surface")] } });
  map.addLayer({ id: "borders", type: "line", source: "outlines", paint: { "line-color": colour("--av-edge"), "line-width": 1.5 } });
}

function addPoints(map, data) {
  map.addSource("points", { type: "geojson", data, promoteId: "id" });
  // States differ by size and by ring, not only by colour: "cancelled", or of plans side by side.
  const is = (...states) => ["in", ["coalesce", ["get", "state"], ""], ["literal", states]];
  const off = is("cancelled", "removed");
  const lit = ["boolean", ["feature-state", "lit"], false];
  map.addLayer({
    id: "points",
    type: "circle",
    source: "points",
    paint: {
      "circle-radius": ["case", lit, 13, is("added"), 12, is("same"), 6, 9],
      "circle-color": ["case", off, colour("--av-surface"), lit, colour("--av-accent"), is("added"), colour("--av-success"), colour("--av-primary")],
      "circle-stroke-width": 3,
      "circle-stroke-color": ["case", off, colour("--av-danger"), is("added"), colour("--av-ink"), is("times"), colour("--av-warning"), colour("--av-surface")],
    },
  });
}

function popup(library, map, feature) {
  const { name, url, text } = feature.properties;
  const content = document.createElement("div");
  const title = document.createElement(url ? "a" : "strong");
  title.textContent = name;
  if (url) title.href = url;
  content.append(title);
  if (text) content.append(Object.assign(document.createElement("p"), { textContent: text, className: "mb-0" }));
  new library.Popup({ maxWidth: "18rem" })
    .setLngLat(feature.geometry.coordinates)
    .setDOMContent(content)
    .addTo(map);
}

function lightFromList(map) {
  let lit = null;
  const light = (event) => {
    const row = event.target.closest?.("[data-feature]");
    if (lit !== null) map.setFeatureState({ source: "points", id: lit }, { lit: false });
    lit = row ? row.dataset.feature : null;
    if (lit !== null) map.setFeatureState({ source: "points", id: lit }, { lit: true });
  };
  document.addEventListener("focusin", light);
  document.addEventListener("mouseover", light);
}

async function draw(place) {
  const library = await import(place.dataset.library);
  library.setWorkerUrl(place.dataset.worker);
  const { points, outlines, style } = place.dataset;
  const [found, outlineData] = await Promise.all([read(points), outlines ? read(outlines) : null]);
  const pointData = placed(found);
  place.classList.add("is-ready");
  const map = new library.Map({
    container: place,
    style: style || plainStyle(),
    bounds: bounds(library, pointData),
    fitBoundsOptions: { padding: 48, maxZoom: 13 },
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: style ? {} : false,
    locale: words(place.dataset),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new library.NavigationControl({ showCompass: false }));
  map.on("load", () => {
    if (outlineData) addOutlines(map, outlineData);
    addPoints(map, pointData);
    map.on("click", "points", (event) => popup(library, map, event.features[0]));
    map.on("mouseenter", "points", () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", "points", () => (map.getCanvas().style.cursor = ""));
    lightFromList(map);
    place.dataset.drawn = "yes";
  });
}

for (const place of document.querySelectorAll("[data-map]")) {
  draw(place).catch((error) => {
    // A map that cannot be drawn takes no room: the list is complete without it.
    place.classList.remove("is-ready");
    console.warn("map:", error);
  });
}
