/// What trackerwatch knows and decides, without doing anything: no I/O, no clock, no logger, no randomness of its own.
/// Time and chance are arguments, so every decision can be replayed.
@NullMarked
package org.trackerwatch.core;

import org.jspecify.annotations.NullMarked;
