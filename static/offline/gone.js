// The service worker of `trunk serve`: takes away the one that a published page left at this address, with all it kept.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) =>
  event.waitUntil(
    caches.keys().then(async (names) => {
      const ours = names.filter((name) => name.startsWith(`feature-lab ${registration.scope} `));
      await Promise.all(ours.map((name) => caches.delete(name)));
      await registration.unregister();
    }),
  ),
);
