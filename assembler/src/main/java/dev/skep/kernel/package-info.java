/** Kernel facts as tables: helpers, program types, map types, section names, versions. */
@NullMarked
package dev.skep.kernel;

import org.jspecify.annotations.NullMarked;
