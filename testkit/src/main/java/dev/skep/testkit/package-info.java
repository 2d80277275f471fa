/** The judges that Skep did not write: the running kernel through libbpf, and other tools as processes. */
@NullMarked
package dev.skep.testkit;

import org.jspecify.annotations.NullMarked;
