// Lets the service worker keep parts that came before it was there.

/** Asks for files once more when the service worker is there, which keeps what it is asked for: a first visit has none yet. */
export function keepLater(addresses) {
  let container;
  try {
    container = navigator.serviceWorker;
  } catch {
    // A sandboxed frame keeps nothing.
  }
  if (!container || container.controller) return;
  const ask = () => addresses.forEach((address) => fetch(address).catch(() => {}));
  container.addEventListener("controllerchange", ask, { once: true });
}
