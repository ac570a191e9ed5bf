/// The whole program on simulated trackers and a simulated Discord, all of it on this machine. What stands between the
/// two is the real thing; only the sites, the chat and the speed of the clock are made up.
@NullMarked
package org.trackerwatch.demo;

import org.jspecify.annotations.NullMarked;
