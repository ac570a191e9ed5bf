/// Everything about notification services: each one in its own file, and the dispatcher, which alone talks to them.
@NullMarked
package org.trackerwatch.deliver;

import org.jspecify.annotations.NullMarked;
