/// When each tracker is asked, and how one poll becomes one transaction. Knows nothing of targets' providers.
@NullMarked
package org.trackerwatch.poll;

import org.jspecify.annotations.NullMarked;
