/** Small tools that look into the kernel, of the kind that system administrators know. The kernel's structs come from {@code @KernelTypes}. */
@NullMarked
package dev.skep.samples.tools;

import org.jspecify.annotations.NullMarked;
