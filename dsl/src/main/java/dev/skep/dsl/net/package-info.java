/**
 * The headers of packets as structs, for {@link dev.skep.dsl.Packet#next}. Structs and members have the kernel's names, constants these
 * without their prefix; numbers in network order are {@code Be16} and {@code Be32}.
 */
@NullMarked
package dev.skep.dsl.net;

import org.jspecify.annotations.NullMarked;
