/// What may be wrong around the program, found without changing anything and without a network: it works when nothing else
/// does.
@NullMarked
package org.trackerwatch.doctor;

import org.jspecify.annotations.NullMarked;
