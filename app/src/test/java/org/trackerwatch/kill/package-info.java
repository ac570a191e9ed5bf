/// The real program as a process of its own, ended by signals at every step of its work.
@NullMarked
package org.trackerwatch.kill;

import org.jspecify.annotations.NullMarked;
