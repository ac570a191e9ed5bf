/// Programs that know the user's trackers already, Prowlarr and Jackett, and files of cookies: what they hold becomes
/// trackers of ours. Only programs of the user's own are asked; no tracker site is.
@NullMarked
package org.trackerwatch.indexers;

import org.jspecify.annotations.NullMarked;
