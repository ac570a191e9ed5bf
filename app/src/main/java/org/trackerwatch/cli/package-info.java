/// The command line: one file a command. Data goes to standard output, words for people to standard error.
/// Nothing here polls, sends or opens anything by itself; it reads the store, changes settings and asks `App`.
@NullMarked
package org.trackerwatch.cli;

import org.jspecify.annotations.NullMarked;
