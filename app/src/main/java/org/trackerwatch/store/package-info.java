/// Everything that lasts: the SQLite database, the secrets sealed in it, and who may write when.
@NullMarked
package org.trackerwatch.store;

import org.jspecify.annotations.NullMarked;
