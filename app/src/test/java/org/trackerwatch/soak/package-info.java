/// A year in an hour: the program between simulated sites and services, judged by a reference of its own.
@NullMarked
package org.trackerwatch.soak;

import org.jspecify.annotations.NullMarked;
