/// The program: where it starts, and where its parts are put together.
@NullMarked
package org.trackerwatch;

import org.jspecify.annotations.NullMarked;
