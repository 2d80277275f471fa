/** BPF Type Format: types, their graph, reading, writing and printing. */
@NullMarked
package dev.skep.btf;

import org.jspecify.annotations.NullMarked;
