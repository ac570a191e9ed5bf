/// How to read a tracker: definitions as data, one door to the network, and the reader between them.
/// Nothing here knows of databases, schedules or alerts.
@NullMarked
package org.trackerwatch.trackers;

import org.jspecify.annotations.NullMarked;
