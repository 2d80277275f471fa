/**
 * Statements and expressions on their way to the IR. {@link dev.skep.processor.lowering.UnitLowering} takes a class apart; {@link
 * dev.skep.processor.lowering.FunctionLowering} holds what lowers one function, one class for each concern:
 *
 * <pre>{@code
 * StatementLowering   blocks, if, return                    Declarations, LoopLowering, SwitchLowering, TryLowering
 * ExpressionLowering  everything with a value               ConditionLowering  everything that decides a branch
 * Arithmetic          operators on integers                 Conversions        between integer types
 * Places              what can be assigned to               PlaceFinder, PlaceAccess  what a name is, reading and writing it
 * ArrayElements       where elements lie                    Indices            what keeps an index inside
 * Calls               methods: intrinsics, helpers, own functions
 * MethodCalls         functions, and methods in place       Merge, SingleReturn  what paths and methods yield
 * Culprits            who is to blame when memory that is touched may not be there
 * }</pre>
 *
 * <p>Invariant: javac has checked the class, so types fit, variables are assigned before use, and every path returns. What the kernel cannot
 * do is refused by name; nothing is ignored.
 */
@NullMarked
package dev.skep.processor.lowering;

import org.jspecify.annotations.NullMarked;
