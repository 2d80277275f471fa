/**
 * The structs of the kernel's {@code include/uapi/linux/bpf.h} that programs hand to helpers and get from them: {@code p.local(BpfFibLookup.TYPE)} is one on the stack, and
 * {@code p.call(Helper.FIB_LOOKUP, p.context(), lookup, BpfFibLookup.TYPE.size(), 0)} hands it over.
 */
@NullMarked
package dev.skep.dsl.uapi;

import org.jspecify.annotations.NullMarked;
