/**
 * Java classes for structs and enums of the kernel, made from its BTF.
 *
 * <pre>
 * KernelBindings   from a struct to those that its members lead to
 *   BoundStruct    the members of one struct
 *     BoundType    a member's type in Java, and the annotations that say what it is in the kernel
 *     CText        the same in C, for the documentation
 *   BoundEnum      the constants of one enum
 * BoundConstants   enumerators of enums without a name
 * OpsTypes         where structs of functions are found
 *   OpsLayout      one of them: its members, and what their functions take
 * TracepointFormat the struct of a tracepoint's record
 * Kernels          where the types are: the newest kernel that has one
 * </pre>
 *
 * <p>Only the members that somebody names are bound, and only the structs that those lead to: a class stands for what a program knows of a
 * struct, and the loader finds it in the kernel that runs.
 */
@NullMarked
package dev.skep.processor.bindings;

import org.jspecify.annotations.NullMarked;
