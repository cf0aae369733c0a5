//! The page on the kinds of hosts that docs/hosting.md names, each to a finished build of the sample, with the commands and
//! the frame that stand there.
