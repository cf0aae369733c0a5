// Asks for the lesson of the address before the program runs, which then finds it there.

/** Lets the browser fetch the lesson that the address names, or the first one of this host if it names nothing. */
export function prefetchLesson() {
  const meta = (name) => document.querySelector(`meta[name=${name}]`).content;
  const named = /[#&]lesson=([\w-]+)(&|$)/.exec(location.hash)?.[1];
  const lesson = named ?? (location.hash.length < 2 && meta("lab-first-lesson"));
  if (!lesson) return;
  const version = meta("lab-version");
  const link = document.createElement("link");
  // The very request of src/browser/fetch.rs, else it would be fetched twice.
  const href = `lessons/${lesson}/lesson.md${version && `?${version}`}`;
  document.head.append(Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href }));
}
