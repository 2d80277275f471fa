/** Headers of network packets, as they lie in the packet, for {@link dev.skep.lang.Packet#next}. Field names are the kernel's. */
@NullMarked
package dev.skep.lang.net;

import org.jspecify.annotations.NullMarked;
