/// Who is asking, and what he may.
@NullMarked
package org.trackerwatch.web.access;

import org.jspecify.annotations.NullMarked;
