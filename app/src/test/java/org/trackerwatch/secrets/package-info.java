/// Secrets of every kind are planted, and looked for in every byte that the program leaves.
@NullMarked
package org.trackerwatch.secrets;

import org.jspecify.annotations.NullMarked;
