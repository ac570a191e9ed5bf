/// Talking with whoever is at the other end: a person at a terminal, or a program at a pipe.
@NullMarked
package org.trackerwatch.cli.terminal;

import org.jspecify.annotations.NullMarked;
